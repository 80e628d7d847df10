package org.journeyguard.internal.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.request.PathInterpretations;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.RequestFacts;

/**
 * What authentication context class references mean here: which paths ask for one, which chain or journey of AM stands for it, and
 * how high its level is.
 */
public final class AcrRules {
    /** The cookie of a sign-in has to hold it. */
    private static final int LONGEST_LIST = 200;

    private final List<PathDemand> paths;
    private final Map<String, String> services;
    private final Map<String, Integer> levels;

    /**
     * A path that asks for one.
     *
     * @param pattern of the path
     * @param acr that it asks for
     */
    public record PathDemand(PathPattern pattern, String acr) {}

    /**
     * @param paths each that matches is asked for
     * @param services AM's chain or journey by acr, where its name is another
     * @param levels AM's authentication level by acr, where it is known
     */
    public AcrRules(List<PathDemand> paths, Map<String, String> services, Map<String, Integer> levels) {
        this.paths = List.copyOf(paths);
        this.services = Map.copyOf(services);
        this.levels = Map.copyOf(levels);
    }

    /** Whether a text can be one: printable, and without what separates or quotes several of them. */
    public static boolean isAcr(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ',');
    }

    /** Those of a list with blanks between that anybody may have written; none where it is no such list, or longer than anybody's. */
    static List<String> valuesOf(String text) {
        List<String> values = List.of(text.split(" ", -1));
        return text.length() <= LONGEST_LIST && values.stream().allMatch(AcrRules::isAcr) ? values : List.of();
    }

    /** What the path of a request asks for, whichever of its readings it is that an application will go by. */
    public List<AuthenticationRequirement> demands(RequestFacts facts) {
        return demands(facts.method(), facts.rawPath(), facts.containerPath());
    }

    /** As {@link #demands(RequestFacts)}, of the target of a forward or include. */
    public List<AuthenticationRequirement> demands(String method, String rawPath, String containerPath) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<AuthenticationRequirement> demands = new ArrayList<>();
        Set<String> readings = PathInterpretations.of(rawPath, containerPath);
        for (PathDemand each : paths) {
            PathPattern pattern = each.pattern();
            boolean isMeant = pattern.matchesMethod(method) && readings.stream().anyMatch(pattern::matches);
            if (isMeant) {
                demands.add(AuthenticationRequirement.of(List.of(each.acr())));
            }
        }
        return demands;
    }

    /** Whether somebody has signed in as it is asked for. */
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
     * What to ask AM for, in the order of preference.
     *
     * @return empty when only a level is asked for, and {@code journey.acr.levels} has none that is as high
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

    /** AM's chain or journey for the first of them; empty for none. */
    public Optional<String> service(List<String> acr) {
        return acr.stream().findFirst().map(this::service);
    }

    private String service(String acr) {
        return services.getOrDefault(acr, acr);
    }
}
