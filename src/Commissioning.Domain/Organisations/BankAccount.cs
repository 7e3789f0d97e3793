namespace Commissioning.Domain.Organisations;

/// <summary>What an organisation says of its account, as digits and capitals only.</summary>
public sealed record BankAccount(string AccountName, string SortCode, string AccountNumber)
{
    /// <summary>All that most people see.</summary>
    public string LastFour => AccountNumber[^4..];
}
