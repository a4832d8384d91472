package io.parley.ledger.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int SOON_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 20_000;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void aServerThatSaysWhatItHears() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket accepted = echo.accept();
                    Thread.ofVirtual().start(() -> answer(accepted));
                } catch (IOException e) {
                    return;
                }
            }
        });
        proxy = TcpProxy.to("test", echo.getLocalPort());
    }

    private static void answer(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The test has cut it.
        }
    }

    @AfterEach
    void away() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hear(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    @Test
    void anOpenLinkPassesBytesBothWays() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "hello");

            assertEquals("hello", hear(socket, 5));
        }
    }

    @Test
    void aCutResetsWhatIsConnectedAndWhatConnects() throws IOException {
        // Given
        Socket before = connect();
        say(before, "a");
        hear(before, 1);

        // When
        proxy.cut();

        // Then
        assertThrows(IOException.class, () -> ended(before));
        assertThrows(IOException.class, () -> ended(connect()));
    }

    /** Reset, or ended without a byte. */
    private static void ended(Socket socket) throws IOException {
        say(socket, "b");
        if (socket.getInputStream().read() < 0) {
            throw new IOException("ended");
        }
    }

    @Test
    void aHalfOpenLinkSwallowsEverythingAndClosesNothing() throws IOException {
        // Given
        Socket before = connect();
        say(before, "a");
        hear(before, 1);

        // When
        proxy.halfOpen();
        Socket fresh = connect();

        // Then
        silent(before);
        silent(fresh);
    }

    private static void silent(Socket socket) throws IOException {
        socket.setSoTimeout(SOON_MILLIS);
        say(socket, "is anybody there?");
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    }

    @Test
    void whatWasSwallowedIsLostAndItsConnectionsAreResetByRestoring() throws IOException {
        // Given
        Socket before = connect();
        say(before, "a");
        hear(before, 1);
        proxy.halfOpen();
        silent(before);
        before.setSoTimeout(PATIENCE_MILLIS);

        // When
        proxy.restore();

        // Then
        assertThrows(IOException.class, () -> ended(before));
        try (Socket fresh = connect()) {
            say(fresh, "again");
            assertEquals("again", hear(fresh, 5));
        }
    }

    @Test
    void aStalledLinkLosesNothing() throws IOException {
        // Given
        Socket socket = connect();
        say(socket, "a");
        hear(socket, 1);
        proxy.stall();
        silent(socket);

        // When
        proxy.restore();

        // Then
        socket.setSoTimeout(PATIENCE_MILLIS);
        assertEquals("is anybody there?", hear(socket, "is anybody there?".length()));
    }

    @Test
    void aServerThatIsAwayIsAConnectionThatEnds() throws IOException {
        echo.close();

        assertThrows(IOException.class, () -> ended(connect()));
    }

    @Test
    void aClosedProxyAcceptsNothing() {
        proxy.close();

        assertThrows(IOException.class, () -> ended(connect()));
    }

    @Test
    void aPortOfItsOwnIsFoundForEach() {
        try (TcpProxy other = TcpProxy.to("other", echo.getLocalPort())) {
            assertEquals("other", other.name());
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }
}
