namespace Commissioning.Domain.Organisations;

/// <summary>The checks made on new bank details, by whom, and what makes them need two people.</summary>
/// <param name="IsChange">The organisation, on any of its records, has had another account confirmed, so a call-back is needed
/// (R33).</param>
public sealed record BankCheck(
    BankState State,
    bool IsChange,
    Guid GivenBy,
    PayeeResult? Payee,
    string? PayeeNote,
    Guid? CalledBy,
    BankHold? Hold = null
)
{
    public string LastFour { get; init; } = "";

    /// <summary>When the details were given or, where the bank could not pay into them, when that became known (UTC).</summary>
    public DateTime GivenAt { get; init; }

    /// <summary>The bank could not pay into the account, so it is checked again.</summary>
    public bool IsRecheck { get; init; }

    /// <summary>The organisation has said since then that the account is right.</summary>
    public bool IsAffirmed { get; init; }

    /// <summary>Who recorded the bank's answer.</summary>
    public Guid? PayeeBy { get; init; }

    /// <summary>A bank statement or letter is there.</summary>
    public bool HasDocument { get; init; }

    /// <summary>The first of two people.</summary>
    public Guid? ProposedBy { get; init; }

    /// <summary>First details of an organisation that is to get more than <see cref="BankRules.DefaultFirstAccountCallFrom"/>.</summary>
    public bool IsLargeFirst { get; init; }

    /// <summary>Another organisation gave the same account.</summary>
    public bool IsShared { get; init; }

    /// <summary>Finance refused the same account before, whoever gave it.</summary>
    public bool WasRefused { get; init; }

    /// <summary>Whether somebody must ring before the details can be confirmed.</summary>
    public bool NeedsCall => IsChange || Hold is not null || IsLargeFirst || (IsRecheck && !IsAffirmed);

    /// <summary>Whether a bank statement or letter must be there.</summary>
    public bool NeedsDocument => WhyDocument.Count > 0;

    /// <summary>Why a bank statement or letter must be there, each reason after "because". A first account for a larger sum that the bank
    /// says is the organisation's needs two people and a call, and no document.</summary>
    public IReadOnlyList<string> WhyDocument =>
        new[]
        {
            Payee is { } payee and not PayeeResult.Match ? $"the bank's answer was \"{BankRules.Name(payee).ToLowerInvariant()}\"" : null,
            IsShared ? "another organisation gave the same account" : null,
            WasRefused ? "finance refused this account before" : null,
        }
            .OfType<string>()
            .ToList();

    /// <summary>Why one person must propose and another confirm, each reason after "because". Empty: one person is enough.</summary>
    public IReadOnlyList<string> WhyTwo =>
        [
            .. WhyDocument,
            .. IsLargeFirst ? ["it is a first account for a larger sum"] : Array.Empty<string>(),
            .. IsRecheck ? ["the bank could not pay into it"] : Array.Empty<string>(),
        ];
}
