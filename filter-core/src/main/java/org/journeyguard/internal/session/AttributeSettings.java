package org.journeyguard.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.journeyguard.Claims;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AttributeKeys;

/**
 * The attributes of users that the application wants.
 *
 * @param profile names of attributes of the user's profile at AM
 * @param properties names of session properties, without {@link #SESSION}
 * @param responses names of response attributes of AM's policies, without {@link #POLICY}
 * @param headers attributes by the header that shows them
 */
public record AttributeSettings(
        List<String> profile, List<String> properties, List<String> responses, Map<String, String> headers) {
    /** The prefix of session properties. */
    public static final String SESSION = "session:";
    /** The prefix of response attributes of AM's policies. */
    public static final String POLICY = "policy:";

    private static final Pattern NAME = Pattern.compile("((session|policy):)?[A-Za-z0-9][A-Za-z0-9._;-]*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** Containers, frameworks and this library read these themselves. */
    private static final Pattern RESERVED = Pattern.compile(
            "authorization|cookie|host|origin|referer|connection|upgrade|expect|te|trailer|transfer-encoding|forwarded|"
                    + "(content|accept|sec|if|access-control|x-forwarded|proxy)(-.*)?|x-requested-with|x-http-method-override");

    /** Reads the settings. */
    public static AttributeSettings read(Settings settings) {
        Map<String, String> headers = headers(settings);
        Set<String> names = new LinkedHashSet<>(settings.list(AttributeKeys.NAMES));
        names.stream()
                .filter(name -> !NAME.matcher(name).matches())
                .forEach(
                        name -> settings.mistake(
                                AttributeKeys.NAMES,
                                "has '" + name
                                        + "'; expected an attribute, session: and a property, or policy: and a response attribute"));
        names.addAll(headers.values());
        List<String> profile = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        List<String> responses = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(SESSION)) {
                properties.add(name.substring(SESSION.length()));
            } else if (name.startsWith(POLICY)) {
                responses.add(name.substring(POLICY.length()));
            } else {
                profile.add(name);
            }
        }
        return new AttributeSettings(List.copyOf(profile), List.copyOf(properties), List.copyOf(responses), headers);
    }

    private static Map<String, String> headers(Settings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> spellings = new LinkedHashSet<>();
        for (String element : settings.list(AttributeKeys.HEADERS)) {
            int equals = element.indexOf('=');
            String header = equals < 0 ? "" : element.substring(0, equals).strip();
            String attribute = element.substring(equals + 1).strip();
            if (!TOKEN.matcher(header).matches() || !NAME.matcher(attribute).matches()) {
                settings.mistake(AttributeKeys.HEADERS, "has '" + element + "'; expected header=attribute");
            } else if (RESERVED.matcher(canonical(header)).matches()) {
                settings.mistake(
                        AttributeKeys.HEADERS, "has '" + header + "', which has a meaning of its own; expected X-…");
            } else if (spellings.add(canonical(header))) {
                headers.put(header, attribute);
            } else {
                settings.mistake(AttributeKeys.HEADERS, "has '" + header + "' twice, perhaps in another spelling");
            }
        }
        return headers;
    }

    /**
     * Returns the form that all spellings of a header have in common: frameworks ignore case, and some replace characters, as CGI does
     * (RFC 3875, 4.1.18).
     */
    public static String canonical(String header) {
        StringBuilder canonical = new StringBuilder(header.length());
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            canonical.append(c < 0x80 && Character.isLetterOrDigit(c) ? c : '-');
        }
        return canonical.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether AM has to be asked for them: response attributes come with its decisions. */
    public boolean needCall() {
        return !profile.isEmpty() || !properties.isEmpty();
    }

    /**
     * Adds the response attributes of a decision to the attributes of its user.
     *
     * @param decided all response attributes of the decision
     */
    public Map<String, List<String>> with(Map<String, List<String>> decided, Map<String, List<String>> ofUser) {
        if (responses.isEmpty() || decided.isEmpty()) {
            return ofUser;
        }
        Map<String, List<String>> all = new LinkedHashMap<>(ofUser);
        for (String name : responses) {
            List<String> values = decided.getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                all.put(POLICY + name, values);
            }
        }
        return Map.copyOf(all);
    }

    /** Returns the claims of a token that have the names of profile attributes. */
    public Map<String, List<String>> of(Claims claims) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (String name : profile) {
            List<String> values = List.copyOf(claims.texts(name));
            if (!values.isEmpty()) {
                attributes.put(name, values);
            }
        }
        return Map.copyOf(attributes);
    }
}
