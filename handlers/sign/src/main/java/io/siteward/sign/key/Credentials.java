package io.siteward.sign.key;

import java.util.Optional;

/** The function's role, for a while. */
record Credentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
    /** Nothing that a log could show. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
