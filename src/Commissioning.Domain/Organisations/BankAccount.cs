namespace Commissioning.Domain.Organisations;

/// <summary>An organisation's bank account, as digits and capitals only.</summary>
public sealed record BankAccount(string AccountName, string SortCode, string AccountNumber)
{
    /// <summary>The last four digits, which is all that most people see.</summary>
    public string LastFour => AccountNumber[^4..];
}
