namespace Commissioning.Domain.Casework;

public enum BundleState
{
    Waiting,
    Running,
    Done,

    /// <summary>Somebody stopped it, so nothing of it is kept.</summary>
    Stopped,
    Failed,

    /// <summary>Its ZIP is erased after some days.</summary>
    Gone,
}
