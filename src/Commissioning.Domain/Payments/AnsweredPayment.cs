namespace Commissioning.Domain.Payments;

/// <summary>A payment that was given to the bank, as an answer meets it.</summary>
public sealed record AnsweredPayment
{
    public required Guid Id { get; init; }
    public required string BankReference { get; init; }
    public required Money Amount { get; init; }
    public required PaymentStatus Status { get; init; }
    public DateOnly? PaidOn { get; init; }
    public required int Version { get; init; }
    public required string LastFour { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The account that it went to is still the one in use.</summary>
    public required bool InUse { get; init; }
    public required string RunNumber { get; init; }
    public required DateOnly PayOn { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RunMadeAt { get; init; }

    /// <summary>UTC; null: the bank has not had the file.</summary>
    public DateTime? SentAt { get; init; }

    public PaymentInRun InRun =>
        new()
        {
            Id = Id,
            BankReference = BankReference,
            Amount = Amount,
            Status = Status,
            PaidOn = PaidOn,
            Version = Version,
        };
}
