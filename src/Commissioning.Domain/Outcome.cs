namespace Commissioning.Domain;

/// <summary>What a command came to: done, or refused with the rule's sentence. Anything else is an exception.</summary>
public sealed record Outcome(Refusal? Refused)
{
    public static readonly Outcome Done = new((Refusal?)null);

    public static implicit operator Outcome(Refusal refusal) => new(refusal);

    public static Outcome<T> Of<T>(T value) => new(value, null);
}

/// <summary>As <see cref="Outcome"/>, with what the command made (an id, say) when it was done.</summary>
public sealed record Outcome<T>(T? Value, Refusal? Refused)
{
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
