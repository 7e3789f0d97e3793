namespace Commissioning.Domain.Organisations;

/// <summary>Where the number of a call-back came from. Never from what came with the bank details.</summary>
public enum CallNumberSource
{
    KnownBefore,
    Register,
    LookedUp,
}
