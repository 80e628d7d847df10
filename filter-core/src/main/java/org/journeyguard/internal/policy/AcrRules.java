package org.journeyguard.internal.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.request.PathInterpretations;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Interprets authentication context class references (acr): which paths require one, which AM chain or journey implements it, and which
 * authentication level it has.
 */
public final class AcrRules {
    /** The list must fit into the cookie of a sign-in. */
    private static final int LONGEST_LIST = 200;

    private final List<PathDemand> paths;
    private final Map<String, String> services;
    private final Map<String, Integer> levels;

    /**
     * A path that requires an acr.
     *
     * @param pattern of the path
     * @param acr the required value
     */
    public record PathDemand(PathPattern pattern, String acr) {}

    /**
     * @param paths every matching pattern applies
     * @param services AM's chain or journey by acr, where the names differ
     * @param levels AM's authentication level by acr, where it is known
     */
    public AcrRules(List<PathDemand> paths, Map<String, String> services, Map<String, Integer> levels) {
        this.paths = List.copyOf(paths);
        this.services = Map.copyOf(services);
        this.levels = Map.copyOf(levels);
    }

    /** Reads the rules. */
    public static AcrRules read(Settings settings) {
        return new AcrReader(settings).read();
    }

    /** Returns the paths that require an acr. */
    public List<PathDemand> paths() {
        return paths;
    }

    /** Returns whether a text is a valid acr: printable, without characters that separate or quote values. */
    public static boolean isAcr(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ',');
    }

    /** Parses a space-separated list from an untrusted source; empty if it is not such a list, or is too long. */
    static List<String> valuesOf(String text) {
        List<String> values = List.of(text.split(" ", -1));
        return text.length() <= LONGEST_LIST && values.stream().allMatch(AcrRules::isAcr) ? values : List.of();
    }

    /** Returns the requirements of a request's path, in any interpretation that an application might use. */
    public List<AuthenticationRequirement> demands(RequestFacts facts) {
        return demands(facts.method(), facts.rawPath(), facts.containerPath());
    }

    /** Returns the requirements of the target of a forward or include; see {@link #demands(RequestFacts)}. */
    public List<AuthenticationRequirement> demands(String method, String rawPath, String containerPath) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<AuthenticationRequirement> demands = new ArrayList<>();
        Set<String> readings = PathInterpretations.of(rawPath, containerPath);
        for (PathDemand each : paths) {
            PathPattern pattern = each.pattern();
            boolean matches = pattern.matchesMethod(method) && readings.stream().anyMatch(pattern::matches);
            if (matches) {
                demands.add(AuthenticationRequirement.of(List.of(each.acr())));
            }
        }
        return demands;
    }

    /** Returns whether the sign-in meets the requirement. */
    public boolean isMet(AuthenticationRequirement demand, AuthenticationContext context) {
        int level = level(context);
        return level >= demand.level()
                && (demand.acr().isEmpty()
                        || demand.acr().stream().anyMatch(acr -> isMet(acr, context) || isReached(acr, level)));
    }

    private boolean isMet(String acr, AuthenticationContext context) {
        return context.acr().contains(acr) || context.services().contains(service(acr));
    }

    private boolean isReached(String acr, int level) {
        Integer needed = levels.get(acr);
        return needed != null && level >= needed;
    }

    private int level(AuthenticationContext context) {
        return context.acr().stream()
                .mapToInt(acr -> levels.getOrDefault(acr, 0))
                .reduce(context.level(), Math::max);
    }

    /**
     * Returns the values to request from AM, in order of preference.
     *
     * @return empty if only a level is required and {@code journey.acr.levels} has none that is high enough
     */
    public List<String> acrValues(AuthenticationRequirement demand) {
        if (!demand.acr().isEmpty()) {
            return demand.acr();
        }
        return levels.entrySet().stream()
                .filter(each -> demand.level() > 0 && each.getValue() >= demand.level())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.naturalOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns AM's chain or journey for the first value; empty for none. */
    public Optional<String> service(List<String> acr) {
        return acr.stream().findFirst().map(this::service);
    }

    /** Returns the acr that stands for a chain or journey of AM; empty if there is none, and its name is no acr. */
    public Optional<String> acrOf(String service) {
        return services.entrySet().stream()
                .filter(each -> each.getValue().equals(service))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .or(() -> Optional.of(service).filter(name -> isAcr(name) && !services.containsKey(name)));
    }

    private String service(String acr) {
        return services.getOrDefault(acr, acr);
    }
}
