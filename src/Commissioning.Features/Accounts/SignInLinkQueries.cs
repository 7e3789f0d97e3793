using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>A sign-in link that was sent, and whose account it opens.</summary>
public static class SignInLinkQueries
{
    public sealed record SentLink
    {
        public required Guid Id { get; init; }
        public required string Email { get; init; }
        public required string CodeHash { get; init; }
        public required string DeviceHash { get; init; }
        public string? ReturnUrl { get; init; }

        /// <summary>The answers to the eligibility check, encrypted.</summary>
        public string? Eligibility { get; init; }
        public required DateTime ExpiresAt { get; init; }
        public DateTime? UsedAt { get; init; }

        /// <summary>Null: the address has no account yet.</summary>
        public Guid? PersonId { get; init; }
        public string? DisplayName { get; init; }
        public required bool IsStaff { get; init; }

        public SignInLinkState StateAt(DateTime now) => SignInLinkRules.StateOf(true, ExpiresAt, UsedAt, now);

        public bool HasCode(string code) => Same(CodeHash, HashOf(Id, code));

        private static bool Same(string one, string other) =>
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
    }

    public static Task<SentLink?> FindAsync(Work work, Guid id) => work.FindOrDefaultAsync<SentLink>(Sql, new { id });

    /// <summary>The link with this secret; null: there is none.</summary>
    public static Task<SentLink?> FindAsync(Work work, string token) =>
        work.FindOrDefaultAsync<SentLink>(TokenSql, new { Hash = HashOf(token) });

    /// <summary>The earlier messages to the same address that the same browser asked for, newest first, while they are kept.</summary>
    public static Task<IReadOnlyList<SentLink>> EarlierAsync(Work work, SentLink than) =>
        work.QueryAsync<SentLink>(
            EarlierSql,
            new
            {
                than.Id,
                than.Email,
                than.DeviceHash,
            }
        );

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal static string HashOf(Guid id, string code) => HashOf($"{id:N} {code}");

    /// <summary>Uses the link up; 0 rows when somebody was first or it has expired.</summary>
    public const string UseSql = "update SignInLink set UsedAt = @Now where Id = @Link and UsedAt is null and ExpiresAt > @Now";

    private const string Sql = Columns + " where l.Id = @id";
    private const string TokenSql = Columns + " where l.TokenHash = @Hash";
    private const string EarlierSql =
        Columns
        + """
             where    l.Email = @Email and l.DeviceHash = @DeviceHash and l.Id <> @Id
                      and l.SentAt <= (select n.SentAt from SignInLink n where n.Id = @Id)
             order by l.SentAt desc, l.Id desc
            """;
    private const string Columns = """
        select    l.Id, l.Email, l.CodeHash, l.DeviceHash, l.ReturnUrl, l.Eligibility, l.ExpiresAt, l.UsedAt, p.Id as PersonId, p.DisplayName,
                  case when exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role <> 'Applicant') then 1 else 0 end as IsStaff
        from      SignInLink l
        left join Person p on p.Email = l.Email
        """;
}
