/** Something that may have failed for a reason that a person should read. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (error: string): Result<never> => ({ ok: false, error })
