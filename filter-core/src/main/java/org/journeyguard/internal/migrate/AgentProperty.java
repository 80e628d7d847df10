package org.journeyguard.internal.migrate;

/**
 * One assignment of an agent's configuration.
 *
 * @param file the name of its file
 * @param name as the file has it, with the index or key in brackets
 * @param property the name without brackets, and the current one if the file uses an alias
 * @param index what is in the brackets; empty if there are none
 * @param value the value, without surrounding whitespace
 */
record AgentProperty(String file, String name, String property, String index, String value) {
    static AgentProperty of(String file, String name, String value) {
        int bracket = name.indexOf('[');
        boolean hasIndex = bracket > 0 && name.endsWith("]");
        String plain = hasIndex ? name.substring(0, bracket) : name;
        String index = hasIndex ? name.substring(bracket + 1, name.length() - 1).strip() : "";
        return new AgentProperty(file, name, AgentAliases.currentName(plain.strip()), index, value.strip());
    }

    /** Where it comes from, for a comment; never the value. */
    String origin() {
        return file + ": " + name;
    }

    /** Has no value, which may be a password. */
    @Override
    public String toString() {
        return origin();
    }
}
