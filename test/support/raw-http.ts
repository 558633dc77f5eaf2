import { connect, type Socket } from 'node:net';

/** A connection on which a test says what no HTTP client would. */
export interface RawConnection {
  socket: Socket;
  /** What came so far. */
  received(): string;
  /** Waits for some text. */
  waitForText(text: string): Promise<string>;
  /** Waits for the end and gives all that came. */
  waitForEnd(): Promise<string>;
}

export function openRawConnection(port: number): RawConnection {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', chunk => {
    text += chunk;
  });
  const end = new Promise<void>(resolve => {
    socket.on('close', () => resolve());
    socket.on('error', () => {});
  });
  return {
    socket,
    received: () => text,
    waitForText: wanted =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(wanted) && resolve(text);
        socket.on('data', look);
        end.then(() => reject(new Error(`The connection ended with ${JSON.stringify(text)}`)));
        look();
      }),
    waitForEnd: async () => {
      await end;
      return text;
    },
  };
}

/** One exchange: sends the text and waits for the end of the connection. */
export async function exchangeRawHttp(
  port: number,
  text: string | Buffer,
): Promise<{ status: number; head: string; body: string }> {
  const connection = openRawConnection(port);
  connection.socket.write(text);
  return parseRawResponse(await connection.waitForEnd());
}

export function parseRawResponse(text: string): { status: number; head: string; body: string } {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, body: rest.join('\r\n\r\n') };
}
