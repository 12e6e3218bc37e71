/** What the address says: the code that a command line shows. */
export interface DeviceSearch {
  code?: string;
}

export const readDeviceSearch = ({ code }: Record<string, unknown>): DeviceSearch =>
  typeof code === 'string' ? { code } : {};
