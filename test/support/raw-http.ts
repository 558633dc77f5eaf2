import { connect, type Socket } from 'node:net';

/** A TCP connection on which a test can send bytes that no HTTP client would send. */
export interface RawConnection {
  socket: Socket;
  /** Returns the text received so far. */
  received(): string;
  /** Waits until the received text contains a text. */
  waitForText(text: string): Promise<string>;
  /** Waits for the end of the connection. @returns all received text */
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
        const checkText = () => text.includes(wanted) && resolve(text);
        socket.on('data', checkText);
        end.then(() => reject(new Error(`The connection ended with ${JSON.stringify(text)}`)));
        checkText();
      }),
    waitForEnd: async () => {
      await end;
      return text;
    },
  };
}

/** Sends a text and waits for the end of the connection. */
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
