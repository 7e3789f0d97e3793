namespace Commissioning.Domain.Monitoring;

/// <summary>A part of a return that an officer may ask for again.</summary>
/// <param name="Of">The budget line or the outcome; null for the other parts.</param>
public sealed record ReturnPart(ReturnPartKind Kind, Guid? Of = null)
{
    /// <summary>Spending in one sum.</summary>
    public static readonly ReturnPart Money = new(ReturnPartKind.Spending);
    public static readonly ReturnPart People = new(ReturnPartKind.People);
    public static readonly ReturnPart Delivered = new(ReturnPartKind.Delivered);
    public static readonly ReturnPart Learned = new(ReturnPartKind.Learned);
    public static readonly ReturnPart Story = new(ReturnPartKind.Story);

    /// <summary>To the office's own questions.</summary>
    public static readonly ReturnPart Answers = new(ReturnPartKind.Answers);

    public static ReturnPart Spending(Guid line) => new(ReturnPartKind.Spending, line);

    public static ReturnPart Outcome(Guid outcome) => new(ReturnPartKind.Outcome, outcome);

    public Guid? BudgetLine => Kind == ReturnPartKind.Spending ? Of : null;
    public Guid? OutcomeMeasure => Kind == ReturnPartKind.Outcome ? Of : null;

    /// <summary>As on the form.</summary>
    /// <param name="name">Of the budget line or the outcome.</param>
    public static string Label(ReturnPartKind kind, string? name) =>
        kind switch
        {
            ReturnPartKind.Spending => name is null ? "Money spent" : $"Spending: {name}",
            ReturnPartKind.Outcome => $"Outcome: {name}",
            ReturnPartKind.Delivered => "What you did",
            ReturnPartKind.Learned => "What you learned",
            ReturnPartKind.Story => "Story and quote",
            ReturnPartKind.Answers => "Our own questions",
            _ => kind.ToString(),
        };
}
