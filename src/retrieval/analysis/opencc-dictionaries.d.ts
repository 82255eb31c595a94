declare module "opencc-js/dict/TSCharacters" {
  /** `traditional simplified…` pairs, separated by `|`. */
  const pairs: string;
  export default pairs;
}
declare module "opencc-js/dict/TWVariantsRev" {
  /** `taiwanese standard…` pairs, separated by `|`. */
  const pairs: string;
  export default pairs;
}
