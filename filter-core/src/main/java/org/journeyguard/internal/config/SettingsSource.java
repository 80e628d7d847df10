package org.journeyguard.internal.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.SignInPageKeys;
import org.jspecify.annotations.Nullable;

/** Looks up settings in the init-params of the filter's registration, then in MicroProfile Config. */
public final class SettingsSource {
    private static final String PREFIX = "journey.";
    private static final String TENANTS = "journey.tenants.";
    /** With more edits it is a different word, not a typo. */
    private static final int LIKELY_SLIP = 4;

    /** Keys for redirects and cookie names are always set per tenant. */
    private static final Set<Key<?>> NEVER_SHARED = Set.of(
            ApplicationKeys.TENANTS,
            ApplicationKeys.PATHS,
            LogoutKeys.PATHS,
            LogoutKeys.EVERYWHERE_PATHS,
            LogoutKeys.BACKCHANNEL_PATH,
            OAuthKeys.REDIRECT_PATH,
            SignInPageKeys.PATH,
            AppSessionKeys.COOKIE);

    /** Their defaults are below the tenant's own path. */
    private static final Set<Key<?>> BELOW_OWN_PATH =
            Set.of(LogoutKeys.PATHS, OAuthKeys.REDIRECT_PATH, SignInPageKeys.PATH);

    /** These may also be read from a file that the key with a suffix names. */
    private static final Set<Key<?>> SECRETS = Set.of(
            OAuthKeys.CLIENT_SECRET,
            AmKeys.AGENT_PASSWORD,
            AmKeys.TRUST_STORE_PASSWORD,
            AmKeys.KEY_STORE_PASSWORD,
            LogoutKeys.NOTIFY_SECRET,
            ClusterKeys.SECRET,
            ClusterKeys.REDIS_PASSWORD);

    private static final String FILE = ".file";

    private static final Pattern TENANT_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<String, String> initParams;
    /** Null if there are only the init-params. */
    private final @Nullable Config config;

    private final String tenant;

    private SettingsSource(Map<String, String> initParams, @Nullable Config config, String tenant) {
        this.initParams = Map.copyOf(initParams);
        this.config = config;
        this.tenant = tenant;
    }

    /**
     * Creates settings with the MicroProfile Config of the calling application.
     *
     * @param initParams of the filter's registration
     */
    public static SettingsSource of(Map<String, String> initParams) {
        return new SettingsSource(initParams, ConfigProvider.getConfig(), "");
    }

    /** Creates settings from a map alone, for programs without MicroProfile Config. */
    public static SettingsSource ofMap(Map<String, String> settings) {
        return new SettingsSource(settings, null, "");
    }

    /** Returns whether a text can be the name of a tenant. */
    public static boolean isTenantName(String name) {
        return TENANT_NAME.matcher(name).matches();
    }

    /** Returns a tenant's settings: its own, then the shared ones. */
    public SettingsSource ofTenant(String name) {
        return new SettingsSource(initParams, config, name);
    }

    /** Returns the tenant; empty for the shared settings. */
    String tenant() {
        return tenant;
    }

    /** Returns the key as it must be written here. */
    String nameOf(Key<?> key) {
        return tenant.isEmpty() ? key.key() : TENANTS + tenant + "." + key.key().substring(PREFIX.length());
    }

    /**
     * The setting of a key.
     *
     * @param text the value
     * @param isFile whether it is the name of a file that holds the value
     */
    record Found(String text, boolean isFile) {
        @Override
        public String toString() {
            return "Found(secret)";
        }
    }

    /** Returns the setting; null if there is none. */
    @Nullable
    Found find(Key<?> key) {
        Found own = find(key, nameOf(key));
        return own != null || tenant.isEmpty() || NEVER_SHARED.contains(key) ? own : find(key, key.key());
    }

    /** Returns whether the key is set as {@link #nameOf} writes it. */
    boolean isOwn(Key<?> key) {
        return find(key, nameOf(key)) != null;
    }

    private @Nullable Found find(Key<?> key, String name) {
        String value = value(name);
        if (value != null) {
            return new Found(value, false);
        }
        String file = SECRETS.contains(key) ? value(name + FILE) : null;
        return file == null ? null : new Found(file, true);
    }

    @Nullable
    String defaultOf(Key<?> key) {
        String fallback = key.defaultValue();
        return tenant.isEmpty() || !BELOW_OWN_PATH.contains(key) ? fallback : ownPath() + fallback;
    }

    /** Returns the tenant's first path, without the wildcard. */
    private String ownPath() {
        String paths = value(nameOf(ApplicationKeys.PATHS));
        String first = paths == null ? "" : paths.split(",", 2)[0].strip();
        return first.endsWith("/*") ? first.substring(0, first.length() - 2) : first;
    }

    private @Nullable String value(String name) {
        String own = initParams.get(name);
        return own != null || config == null
                ? own
                : config.getOptionalValue(name, String.class).orElse(null);
    }

    /**
     * Finds probable typos and unencrypted connections.
     *
     * @return a warning for each {@code journey.*} key that does not exist, and for each plain http URL; empty if there are none
     */
    public Set<String> warnings() {
        Set<String> names = new LinkedHashSet<>(initParams.keySet());
        if (config != null) {
            config.getPropertyNames().forEach(names::add);
        }
        Set<String> warnings = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith(PREFIX) && !isKey(name) && !isKey(ofEverybody(name))) {
                warnings.add("There is no configuration key " + name
                        + nearest(name)
                                .map(key -> "; did you mean " + key + "?")
                                .orElse("."));
            }
        }
        if (initParams.containsKey(ApplicationKeys.JAKARTA_SECURITY.key())) {
            warnings.add(ApplicationKeys.JAKARTA_SECURITY + " has no effect in init-params: it is read before filters"
                    + " exist. Set it in MicroProfile Config");
        }
        for (Key<?> key : Keys.all()) {
            if (PlainHttp.isAbout(key)) {
                names.add(key.key());
                names.stream()
                        .filter(name ->
                                name.equals(key.key()) || ofEverybody(name).equals(key.key()))
                        .forEach(name -> Optional.ofNullable(value(name))
                                .flatMap(value -> PlainHttp.warning(key, name, value))
                                .ifPresent(warnings::add));
            }
        }
        return warnings;
    }

    private static boolean isKey(String name) {
        return Keys.all().stream()
                .anyMatch(key -> key.key().equals(name) || (SECRETS.contains(key) && (key.key() + FILE).equals(name)));
    }

    /** Returns the shared key of a tenant's key, if the tenant is a configured one. */
    private String ofEverybody(String name) {
        int dot = name.startsWith(TENANTS) ? name.indexOf('.', TENANTS.length()) : -1;
        String names = value(ApplicationKeys.TENANTS.key());
        boolean isNamed = dot >= 0
                && names != null
                && Arrays.stream(names.split(",", -1))
                        .anyMatch(each -> each.strip().equals(name.substring(TENANTS.length(), dot)));
        return isNamed ? PREFIX + name.substring(dot + 1) : "";
    }

    private static Optional<String> nearest(String name) {
        return Keys.all().stream()
                .map(Key::key)
                .min(Comparator.comparingInt(key -> edits(name, key)))
                .filter(key -> edits(name, key) <= LIKELY_SLIP);
    }

    /** Levenshtein distance. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
