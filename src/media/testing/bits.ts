/** Writes bits from the most significant one on, as ITU-T video bit streams are written. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #count = 0;

  bits(value: number, count: number): this {
    for (let at = count - 1; at >= 0; at -= 1) this.bit((value >>> at) & 1);
    return this;
  }

  bit(value: number): this {
    this.#current = (this.#current << 1) | value;
    this.#count += 1;
    if (this.#count === 8) {
      this.#bytes.push(this.#current);
      this.#current = 0;
      this.#count = 0;
    }
    return this;
  }

  /** Exponential Golomb codes, one for each value: `ue(v)` of the specifications. */
  golomb(...values: number[]): this {
    for (const value of values) {
      const length = 31 - Math.clz32(value + 1);
      this.bits(0, length).bits(value + 1, length + 1);
    }
    return this;
  }

  get aligned(): boolean {
    return this.#count === 0;
  }

  align(): this {
    while (!this.aligned) this.bit(0);
    return this;
  }

  /** `rbsp_trailing_bits`: a one, then zeros up to the byte. */
  trailing(): this {
    return this.bit(1).align();
  }

  /** @param data whole bytes; the writer must be aligned */
  bytes(data: Iterable<number>): this {
    for (const byte of data) this.#bytes.push(byte);
    return this;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** A NAL unit: its header, and the payload with the emulation of start codes prevented. */
export function nalUnit(header: readonly number[], payload: Buffer): Buffer {
  const out = [...header];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}

/** A NAL unit behind its 32-bit length, as MP4 stores it. */
export function withLength(unit: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(unit.length);
  return Buffer.concat([length, unit]);
}
