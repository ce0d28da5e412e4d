package dev.onrush.runner.bus;

import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key in PEM. */
final class PemKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private static final int PROBE_BYTES = 32;

    private PemKey() {}

    /**
     * Reads the key of a certificate.
     *
     * @param of the certificate's public key, which says what kind of key to expect
     * @throws GeneralSecurityException when there is none, or it is another certificate's
     */
    static PrivateKey read(String pem, PublicKey of) throws GeneralSecurityException {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new KeyException("there is no such key");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        PrivateKey key = KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        if (!belong(key, of)) {
            throw new KeyException("the key is not the certificate's");
        }
        return key;
    }

    private static boolean belong(PrivateKey key, PublicKey of) throws GeneralSecurityException {
        String algorithm =
                switch (of.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    case String other -> other;
                };
        byte[] probe = new byte[PROBE_BYTES];
        new SecureRandom().nextBytes(probe);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(of);
        signature.update(probe);
        return signature.verify(signed);
    }
}
