namespace Commissioning.Domain;

/// <summary>What a command came to: done, or refused with the rule's sentence. Anything else is an exception.</summary>
public sealed record Result(Refusal? Refused)
{
    public static readonly Result Done = new((Refusal?)null);

    public static implicit operator Result(Refusal refusal) => new(refusal);

    public static Result<T> Of<T>(T value) => new(value, null);
}

/// <summary>As <see cref="Result"/>, with what the command made (an id, say) when it was done.</summary>
public sealed record Result<T>(T? Value, Refusal? Refused)
{
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
