namespace Commissioning.Domain;

/// <summary>The result of a command: done, or everything the rules refuse. Anything else is an exception.</summary>
public sealed record Result
{
    public static readonly Result Done = new([]);

    private Result(IReadOnlyList<Refusal> refusals) => Refusals = refusals;

    public IReadOnlyList<Refusal> Refusals { get; }
    public bool IsDone => Refusals.Count == 0;

    /// <summary>For a verb or a job that shows one sentence; a page shows them all.</summary>
    public Refusal? FirstRefusal => Refusals.Count > 0 ? Refusals[0] : null;

    public static implicit operator Result(Refusal refusal) => new([refusal]);

    public static implicit operator Result(List<Refusal> refusals) => Of(refusals);

    public static implicit operator Result(Refusal[] refusals) => Of(refusals);

    /// <summary>Done when the rules found nothing to refuse.</summary>
    public static Result Of(IReadOnlyList<Refusal> refusals) => refusals.Count == 0 ? Done : new(refusals);

    /// <summary>The same sentences at one box, or at none: where a page has several boxes for what the command calls by one name.</summary>
    public Result At(string? field) => Of(Refusals.Select(refusal => refusal with { Field = field }).ToList());

    public static Result<T> Made<T>(T value) => new(value, []);

    /// <summary>Nothing was made, so there must be a refusal.</summary>
    public static Result<T> Of<T>(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0
            ? new(default, refusals)
            : throw new ArgumentException("Nothing was refused and nothing was made.", nameof(refusals));
}

/// <summary>As <see cref="Result"/>, with the value the command made, such as an id.</summary>
public sealed record Result<T>
{
    internal Result(T? value, IReadOnlyList<Refusal> refusals) => (Value, Refusals) = (value, refusals);

    public T? Value { get; }
    public IReadOnlyList<Refusal> Refusals { get; }
    public bool IsDone => Refusals.Count == 0;

    /// <inheritdoc cref="Result.FirstRefusal"/>
    public Refusal? FirstRefusal => Refusals.Count > 0 ? Refusals[0] : null;

    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    /// <summary>For a caller that asks only whether it was done.</summary>
    public static implicit operator Result(Result<T> result) => Result.Of(result.Refusals);

    public static implicit operator Result<T>(List<Refusal> refusals) => Result.Of<T>(refusals);
}
