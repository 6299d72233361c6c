/** What `device-words.ts` of the build puts there: the device's sentences in each language. */
declare module "virtual:device-words" {
  const all: readonly import("./device.ts").DeviceWords[];
  export default all;
}
