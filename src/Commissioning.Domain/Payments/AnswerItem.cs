namespace Commissioning.Domain.Payments;

/// <summary>One item of a bank's file, the same whatever the file's layout.</summary>
public sealed record AnswerItem
{
    /// <summary>Place in the file, from 1.</summary>
    public required int Position { get; init; }
    public required AnswerItemKind Kind { get; init; }

    /// <summary>Our reference of the payment, or the number of a payment run that was booked as one sum; empty: the bank gave
    /// none.</summary>
    public required string Reference { get; init; }

    /// <summary>Null: the bank named no amount.</summary>
    public Money? Amount { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The last four digits of the payee's account; null: not in the file.</summary>
    public string? LastFour { get; init; }
    public string? Code { get; init; }

    /// <summary>Why, in the bank's words or those of its code.</summary>
    public string? Reason { get; init; }
}
