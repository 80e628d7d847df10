package org.journeyguard.internal.post;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.journeyguard.internal.policy.ReturnPath;

/** A POST that is kept while its user signs in. {@code toString()} shows nothing of it. */
public final class KeptPost {
    private static final byte VERSION = 1;

    private final String target;
    private final String contentType;
    private final String owner;
    private final byte[] body;

    /**
     * @param target path below the context, with its query: {@link ReturnPath}
     * @param contentType as sent
     * @param owner the user before the sign-in; empty if there was none
     * @param body as sent; not copied
     */
    public KeptPost(String target, String contentType, String owner, byte[] body) {
        this.target = target;
        this.contentType = contentType;
        this.owner = owner;
        this.body = body;
    }

    /** Returns the path below the context, with its query. */
    public String target() {
        return target;
    }

    /** Returns the content type as sent. */
    public String contentType() {
        return contentType;
    }

    /** Returns the body; not a copy. */
    public byte[] body() {
        return body;
    }

    /**
     * Returns whether a user may send it: the one before the sign-in, or anyone if there was none.
     *
     * @param user the owner of the present session
     */
    public boolean isFor(String user) {
        return owner.isEmpty() || owner.equals(user);
    }

    /** Returns a copy that only this user may send. */
    public KeptPost ownedBy(String user) {
        return new KeptPost(target, contentType, user, body);
    }

    byte[] encode() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(body.length + target.length() + Byte.MAX_VALUE);
        try (DataOutputStream fields = new DataOutputStream(octets)) {
            fields.writeByte(VERSION);
            fields.writeUTF(target);
            fields.writeUTF(contentType);
            fields.writeUTF(owner);
            fields.write(body);
        } catch (IOException e) {
            throw new IllegalStateException("an address, a content type or a user's name is longer than 64 KB", e);
        }
        return octets.toByteArray();
    }

    /** Decodes a POST; empty if it has another version. */
    static Optional<KeptPost> decode(byte[] octets) {
        try (DataInputStream fields = new DataInputStream(new ByteArrayInputStream(octets))) {
            return fields.readByte() == VERSION
                    ? Optional.of(
                            new KeptPost(fields.readUTF(), fields.readUTF(), fields.readUTF(), fields.readAllBytes()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "KeptPost(" + body.length + " octets)";
    }
}
