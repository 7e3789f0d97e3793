namespace Commissioning.Domain.Monitoring;

/// <summary>A part of a return that an officer may ask for again.</summary>
/// <param name="Of">The budget line or the outcome; null for the other parts.</param>
public sealed record ReturnPart(ReturnPartKind Kind, Guid? Of = null)
{
    public static readonly ReturnPart People = new(ReturnPartKind.People);
    public static readonly ReturnPart Prevention = new(ReturnPartKind.Prevention);
    public static readonly ReturnPart Delivered = new(ReturnPartKind.Delivered);
    public static readonly ReturnPart Learned = new(ReturnPartKind.Learned);
    public static readonly ReturnPart Story = new(ReturnPartKind.Story);

    public static ReturnPart Spending(Guid line) => new(ReturnPartKind.Spending, line);

    public static ReturnPart Outcome(Guid outcome) => new(ReturnPartKind.Outcome, outcome);

    public Guid? BudgetLine => Kind == ReturnPartKind.Spending ? Of : null;
    public Guid? OutcomeMeasure => Kind == ReturnPartKind.Outcome ? Of : null;

    /// <summary>As on the form.</summary>
    /// <param name="name">Of the budget line or the outcome.</param>
    public static string Label(ReturnPartKind kind, string? name) =>
        kind switch
        {
            ReturnPartKind.Spending => $"Spending: {name}",
            ReturnPartKind.Outcome => $"Outcome: {name}",
            ReturnPartKind.Delivered => "What you did",
            ReturnPartKind.Learned => "What you learned",
            ReturnPartKind.Story => "Story and quote",
            _ => kind.ToString(),
        };
}
