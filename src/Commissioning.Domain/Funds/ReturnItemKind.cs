namespace Commissioning.Domain.Funds;

/// <summary>What a form of returns can ask. Stored by name in the policy of a round.</summary>
public enum ReturnItemKind
{
    /// <summary>Money spent, in one sum.</summary>
    Spent,

    /// <summary>Money spent, by budget line; instead of <see cref="Spent"/>.</summary>
    SpentByLine,

    /// <summary>What will have been spent when the project ends. Interim returns only.</summary>
    Forecast,
    Outcomes,

    /// <summary>Different people who took part.</summary>
    People,

    /// <summary>Of them, those who came more than once.</summary>
    PeopleAgain,

    /// <summary>The round's questions about people, such as age.</summary>
    PeopleDetails,
    Delivered,
    Learned,
    Story,
    Photo,
    Receipts,

    /// <summary>The office's own question.</summary>
    Own,
}
