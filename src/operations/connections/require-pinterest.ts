import { refusal } from '../../domain/errors/index.ts';

/** @throws LinchpinError PLATFORM_NOT_SUPPORTED */
export function requirePinterest(platform: string): void {
  if (platform !== 'pinterest')
    throw refusal('PLATFORM_NOT_SUPPORTED', { field: 'platform', values: { platform } });
}
