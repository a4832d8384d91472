package io.parley.realtime.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@QuarkusTestResource(CoreCounterpart.class)
class FramingTest {
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;

    @TestHTTPResource("/")
    URI base;

    /** The first bytes of frames; a mask of zeros where there is one. */
    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                Arguments.of("not masked", PROTOCOL_ERROR, new int[] {0x81, 2, '{', '}'}),
                Arguments.of("a reserved kind", PROTOCOL_ERROR, new int[] {0x83, 0x80, 0, 0, 0, 0}),
                Arguments.of("goes on with nothing", PROTOCOL_ERROR, new int[] {0x80, 0x80, 0, 0, 0, 0}),
                Arguments.of("4 MiB", TOO_BIG, new int[] {0x81, 0xff, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFrames")
    void whoseFramingIsBrokenIsToldSo(String what, int code, int[] frame) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            // Given
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("""
                    GET /v1/applications/%s/socket HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Authorization: Bearer %s\r
                    \r
                    """.formatted(CoreCounterpart.APPLICATION, SocketTest.token("alice"))
                    .getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder upgrade = new StringBuilder();
            while (upgrade.indexOf("\r\n\r\n") < 0) {
                upgrade.append((char) in.readUnsignedByte());
            }

            // When
            for (int octet : frame) {
                out.write(octet);
            }

            // Then: a close frame.
            assertEquals(0x88, in.readUnsignedByte());
            in.readUnsignedByte();
            assertEquals(code, in.readUnsignedShort());
        }
    }
}
