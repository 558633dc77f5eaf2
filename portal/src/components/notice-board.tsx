import { Notification } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const NoticeContext = createContext<(text: string) => void>(() => {});

/** Returns the function that shows a short message about something that succeeded. */
export const useNotice = () => useContext(NoticeContext);

const noticeMs = 6000;

/** The place of the messages. It is announced by screen readers. */
export function NoticeBoard({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ text: string }>();
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(undefined), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <NoticeContext value={text => setNotice({ text })}>
      {children}
      <div className="portal-notices" role="status">
        {notice && (
          <Notification
            color="teal"
            withBorder
            onClose={() => setNotice(undefined)}
            closeButtonProps={{ 'aria-label': 'Close the message' }}
          >
            {notice.text}
          </Notification>
        )}
      </div>
    </NoticeContext>
  );
}
