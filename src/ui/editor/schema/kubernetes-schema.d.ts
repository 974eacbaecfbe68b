/** Made by `scripts/build-schema.ts` when the page is built: the JSON schema as text. */
declare module 'virtual:kubernetes-schema' {
  const schema: string
  export default schema
}
