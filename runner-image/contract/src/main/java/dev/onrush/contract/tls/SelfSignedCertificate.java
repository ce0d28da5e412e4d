package dev.onrush.contract.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A run's own certificate on a new key (EC P-256), to be pinned by those who are given it. It is valid at all times: what makes
 * it good is that it is the very one that was handed over, and a host whose clock is off by years must not turn that into an error.
 *
 * @param certificate X.509 in PEM
 * @param key PKCS #8 in PEM: the master's secret
 */
public record SelfSignedCertificate(String certificate, String key) {
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final int SERIAL_BITS = 127;

    /** RFC 5280, 4.1.2.5: the time for a certificate that has no well-defined end. */
    private static final String NO_END = "99991231235959Z";

    /** @param name for people; nobody compares it with a host's name */
    public static SelfSignedCertificate create(String name) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] body = body(name, new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1), pair);
            byte[] certificate = Der.sequence(
                    body, Der.sequence(Der.oid(ECDSA_WITH_SHA256)), Der.bits(sign(body, pair.getPrivate())));
            return new SelfSignedCertificate(
                    pem("CERTIFICATE", certificate),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform here has EC P-256", e);
        }
    }

    /** The TBSCertificate of RFC 5280, 4.1, version 3. */
    private static byte[] body(String name, BigInteger serial, KeyPair pair) {
        byte[] subject = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(name))));
        // Critical, and empty: no authority, so it cannot vouch for another certificate.
        byte[] noAuthority = Der.sequence(Der.oid(BASIC_CONSTRAINTS), Der.isTrue(), Der.octets(Der.sequence()));
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(serial),
                Der.sequence(Der.oid(ECDSA_WITH_SHA256)),
                subject,
                Der.sequence(Der.time("20000101000000Z"), Der.time(NO_END)),
                subject,
                pair.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(noAuthority)));
    }

    private static byte[] sign(byte[] body, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(body);
        return signature.sign();
    }

    private static String pem(String type, byte[] der) {
        byte[] newLine = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, newLine).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "SelfSignedCertificate[" + certificate + "]";
    }
}
