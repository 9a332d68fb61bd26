package dev.agentcore.guest;

/** The names under which the build leaves the guest's parts and the running program finds them. */
public final class GuestImage {
    /** The package of everything that is made from CPython, as a folder. */
    public static final String FOLDER = "dev/agentcore/guest/image";

    /** What Chicory's compiler is asked to call the module's classes. */
    public static final String CLASS = "dev.agentcore.guest.image.Python";

    /** The file of the module without its functions' bodies. */
    public static final String MODULE = "Python.meta";

    /** The file of the snapshot. */
    public static final String SNAPSHOT = "python.snapshot";

    /** The file of the standard library. */
    public static final String STANDARD_LIBRARY = "stdlib.archive";

    /** The class that the host calls: a {@code Machine}. */
    public static final String MACHINE_CLASS = CLASS + "Machine";

    private GuestImage() {}
}
