namespace Commissioning.Domain.Moderation;

/// <summary>Why the scores of an application need discussion.</summary>
public enum FlagKind
{
    PassFailDisputed,
    PassFailFailed,
    BothSides,
    OneDiffers,
    Spread,
    Missing,
}
