package io.parley.core.error;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused where it grows beyond the limit. */
final class BoundedBody extends FilterInputStream {
    private long left = Limits.BODY_BYTES;

    BoundedBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw tooLarge();
        }
    }

    static ContractException tooLarge() {
        return new ContractException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The body is larger than the limit of %d bytes.".formatted(Limits.BODY_BYTES));
    }
}
