namespace Commissioning.Domain;

/// <summary>The result of a command: done, or refused with a sentence. Anything else is an exception.</summary>
public sealed record Result(Refusal? Refused)
{
    public static readonly Result Done = new((Refusal?)null);

    public static implicit operator Result(Refusal refusal) => new(refusal);

    public static Result<T> Of<T>(T value) => new(value, null);
}

/// <summary>As <see cref="Result"/>, with the value the command made, such as an id.</summary>
public sealed record Result<T>(T? Value, Refusal? Refused)
{
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
