import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyHost, isPublicAddress } from './address.ts';

const special = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '168.63.129.16',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:168.63.129.16',
  '64:ff9b::a83f:8110',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::c0a8:1',
  '64:ff9b:1::808:808',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'ff02::1',
  '::ffff:0:127.0.0.1',
  '3fff::1',
  '5f00::1',
  '4000::1',
  'e000::1',
];
const ordinary = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '168.63.129.15',
  '192.167.255.255',
  '198.17.0.1',
  '223.255.255.255',
  '151.101.0.84',
  '2606:4700:4700::1111',
  '2a00:1450:4001:800::200e',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
];

describe('isPublicAddress', () => {
  it.each(special)('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(ordinary)('allows %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(['', 'example.com', '1.2.3.4.5', ':::', '999.1.1.1'])('refuses %j, no address', (text) =>
    expect(isPublicAddress(text)).toBe(false),
  );

  it('never allows an address of the private blocks, in whatever IPv6 form it comes', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const block = fc.constantFrom('10', '127', '0', '192.168', '169.254', '172.20', '100.100');
    fc.assert(
      fc.property(block, fc.tuple(byte, byte, byte), (prefix, rest) => {
        const ip = [...prefix.split('.'), ...rest].slice(0, 4).join('.');
        for (const form of [ip, `::ffff:${ip}`, `64:ff9b::${ip}`, `::${ip}`]) {
          expect(isPublicAddress(form), form).toBe(false);
        }
      }),
    );
  });

  it('never throws and never allows what is not an address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (isPublicAddress(text)) expect(text).toMatch(/^[\da-f.:x]+$/i);
      }),
    );
  });
});

describe('classifyHost', () => {
  const hostOf = (host: string): string => new URL(`http://${host}/`).hostname;

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'printer.local',
    'db.internal',
    'metadata.google.internal',
    'router.home.arpa',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '127.0.0.1.',
    '１２７.０.０.１',
    '169.254.169.254',
    '2852039166',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[64:ff9b::7f00:1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
  ])('%s is private', (host) => expect(classifyHost(hostOf(host))).toBe('private'));

  it.each(['8.8.8.8', '134744072', '[2606:4700:4700::1111]'])('%s is public', (host) =>
    expect(classifyHost(hostOf(host))).toBe('public'),
  );

  it.each([
    'example.com',
    'localhost.example.com',
    'notlocal',
    'internal.example.org',
    '10.example',
  ])('%s has to be looked up', (host) => expect(classifyHost(hostOf(host))).toBe('name'));

  it('refuses every notation of a loopback address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x7f000000, max: 0x7fffffff }), (ip) => {
        for (const host of [String(ip), `0x${ip.toString(16)}`, `0${ip.toString(8)}`]) {
          expect(classifyHost(hostOf(host)), host).toBe('private');
        }
      }),
    );
  });
});
