/** Made at build time by scripts/build-schema.ts. */
declare module 'virtual:kubernetes-documentation' {
  /** The JSON text of an ApiDocumentation. */
  const text: string
  export default text
}
