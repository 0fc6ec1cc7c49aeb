import type { ByteSource } from './byteSource.ts';
import { type GzipFault, gzipFault } from './gzipFault.ts';
import type { Inflater } from './inflater.ts';

/** The parts that the head of a member may have (RFC 1952, 2.3.1). */
const headChecksum = 2;
const extraField = 4;
const fileName = 8;
const comment = 16;
const reserved = 0xe0;

/**
 * Inflates the members of a gzip file, in pieces, each to be used before the next is asked for. What zlib's gunzip in Node refuses
 * is refused here too; zeros behind the last member are padding, and so is what follows them.
 */
export async function* gunzipMembers(source: ByteSource, inflater: Inflater): AsyncGenerator<Uint8Array, void> {
  const fail = (fault: GzipFault): never => {
    throw gzipFault(source.name, fault);
  };
  const byte = async () => (await inflater.byte()) ?? fail('cut');
  const word = async () =>
    ((await byte()) | ((await byte()) << 8) | ((await byte()) << 16) | ((await byte()) << 24)) >>> 0;
  const pastZero = async () => {
    while ((await byte()) !== 0);
  };

  async function passHead(first: number): Promise<void> {
    if (first !== 0x1f || (await byte()) !== 0x8b) fail({ reason: 'incorrect header check' });
    if ((await byte()) !== 8) fail({ reason: 'unknown compression method' });
    const parts = await byte();
    if (parts & reserved) fail({ reason: 'unknown header flags set' });
    // The time, the level and the system.
    for (let n = 0; n < 6; n++) await byte();
    if (parts & extraField) {
      for (let left = (await byte()) | ((await byte()) << 8); left > 0; left--) await byte();
    }
    if (parts & fileName) await pastZero();
    if (parts & comment) await pastZero();
    if (!(parts & headChecksum)) return;
    const expected = inflater.headChecksum() & 0xffff;
    if (((await byte()) | ((await byte()) << 8)) !== expected) fail({ reason: 'header crc mismatch' });
  }

  try {
    inflater.open(source);
    inflater.startHead();
    for (let first = await byte(); ; ) {
      await passHead(first);
      inflater.startMember();
      for (let piece = await inflater.piece(); piece; piece = await inflater.piece()) yield piece;
      if ((await word()) !== inflater.checksum() || (await word()) !== inflater.size() % 2 ** 32) fail('checksum');
      inflater.startHead();
      const next = await inflater.byte();
      if (next === undefined || next === 0) return;
      first = next;
    }
  } finally {
    await inflater.close();
  }
}
