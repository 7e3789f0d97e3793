using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>
/// A member of the organisation gives bank details (R32, R33). The account is encrypted; most people see four digits, finance may see the
/// rest, and each view is audited. New details hold payments until they are confirmed.
/// </summary>
public sealed class GiveBankDetails(Db db, FieldEncryption encryption, FileStore files, MatchIndex index, Office office)
{
    /// <summary>The one refusal that a person may overrule: the page then offers to insist.</summary>
    public static readonly Refusal NumbersDoNotFit = new(
        "The sort code and the account number do not fit together. Compare both with a bank statement. If they are right, tick the box below.",
        "accountNumber"
    );

    /// <summary>If the modulus check fails they are refused once, and accepted when the person confirms them.</summary>
    /// <param name="insists">The person has compared the numbers with a bank statement.</param>
    public async Task<Result> RunAsync(
        Actor actor,
        Guid organisation,
        string? accountName,
        string? sortCode,
        string? accountNumber,
        bool insists,
        Upload? proof
    )
    {
        var (account, wrong) = BankRules.Read(accountName, sortCode, accountNumber);
        if (account is null)
            return Result.Of(wrong);
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var (table, version) = await db.ReadAsync(BankDetailsQueries.CurrentTableAsync);
        ModulusResult? modulus = table is null ? null : ModulusCheck.Of(table, account.SortCode, account.AccountNumber);
        if (modulus == ModulusResult.CannotExist && !insists)
            return NumbersDoNotFit;
        var file = proof is null ? null : await files.WriteAsync(actor, proof, now);
        var hash = await HashAsync(account);
        var result = await db.ChangeAsync(
            actor,
            AuditAction.BankDetailsGiven,
            organisation,
            async work =>
            {
                var name = await BankDetailsQueries.NameAsync(work, actor, organisation);
                var earlier = await work.QueryAsync<BankDetailsQueries.MyBankDetails>(
                    BankDetailsQueries.Sql + " where b.OrganisationId = @organisation and b.State in ('Given', 'Confirmed')",
                    new { organisation }
                );
                if (earlier.FirstOrDefault(row => row is { State: BankState.Given, IsRecheck: false }) is { } waiting)
                    return new Refusal(
                        $"The account ending {waiting.LastFour} is waiting to be checked. If it is wrong, ask us to set it aside first."
                    );
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from BankDetails where OrganisationId = @organisation and State = 'Confirmed' and AccountHash = @hash",
                        new { organisation, hash }
                    ) > 0
                )
                    return new Refusal("We already use this account for you", nameof(accountNumber));
                // The account that came back is not looked at any more once another one is given.
                if (earlier.FirstOrDefault(row => row.IsRecheck) is { } failed)
                {
                    if (
                        await work.ScalarAsync<int>(
                            "select count(*) from BankDetails where Id = @Id and AccountHash = @hash",
                            new { failed.Id, hash }
                        ) > 0
                    )
                        return new Refusal(
                            "The bank could not pay into this account. If it is right, tell us so above. If not, give another one.",
                            nameof(accountNumber)
                        );
                    await work.ExecuteOneAsync(
                        "update BankDetails set State = 'Replaced', Version = Version + 1 where Id = @Id and Version = @Version",
                        new { failed.Id, failed.Version }
                    );
                }
                // An account that came back and was never confirmed again, here or elsewhere, still needs two people.
                var why = await work.FirstOrDefaultAsync<string>(
                    "select b.RecheckWhy from BankDetails b where b.AccountHash = @hash and b.RecheckAt is not null and not exists (select 1 from BankDetails n where n.AccountHash = @hash and n.State = 'Confirmed' and n.DecidedAt > b.RecheckAt) order by b.RecheckAt desc, b.Id",
                    new { hash }
                );
                // By organisation: a second record's first account is a change too.
                var isChange =
                    await work.ScalarAsync<int>(
                        LinkedOrganisations.Sql
                            + "select count(*) from BankDetails b join Body y on y.Id = b.OrganisationId where b.State in ('Confirmed', 'Replaced') and b.AccountHash <> @hash",
                        new { OrganisationId = organisation, hash }
                    ) > 0;
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    """
                    insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, NameLikeness, IsChange, GivenBy, GivenAt, ProofFileId, Modulus, ModulusVersion, Version, RecheckWhy, RecheckAt, AffirmedBy, AffirmedAt)
                    values (@Id, @organisation, @EncryptedAccount, @LastFour, @hash, 'Given', @Likeness, @isChange, @By, @Now, @ProofFileId, @modulus, @version, 1, @why, @Since, @SaidBy, @Since)
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        organisation,
                        EncryptedAccount = encryption.EncryptAccount(account),
                        account.LastFour,
                        hash,
                        Likeness = (int)Math.Round(NameMatch.Organisations(account.AccountName, name) * 100),
                        isChange,
                        By = actor.Id,
                        work.Now,
                        ProofFileId = file?.Id,
                        modulus,
                        version,
                        why,
                        Since = why is null ? (DateTime?)null : work.Now,
                        SaidBy = why is null ? (Guid?)null : actor.Id,
                    }
                );
                var inUse = earlier.FirstOrDefault(row => row.State == BankState.Confirmed || row.IsRecheck)?.LastFour;
                await BankDetailsChange.TellAsync(
                    work,
                    office,
                    actor,
                    inUse is null ? MessageKind.BankDetailsReceived : MessageKind.BankDetailsChanged,
                    organisation,
                    account.LastFour,
                    inUse
                );
                work.Note(
                    $"Account ending {account.LastFour}{(earlier.Count > 0 ? $", in place of {earlier[0].LastFour}" : "")}. Modulus check: {BankRules.InWords(modulus)}"
                );
                return Result.Done;
            }
        );
        if (result.IsDone)
            await index.OrganisationAsync(organisation);
        return result;
    }

    /// <summary>The same for the same account, and keyed with the portal's secret: there are too few account numbers for a plain
    /// hash.</summary>
    private async Task<string> HashAsync(BankAccount account)
    {
        const string name = "bank-hash-key";
        var stored = await db.ReadAsync(work =>
            work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @name", new { name })
        );
        if (stored is null)
        {
            var made = encryption.Encrypt(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            try
            {
                await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "insert into Setting (Name, SetValue, ChangedAt) select @name, @made, @Now where not exists (select 1 from Setting where Name = @name)",
                        new
                        {
                            name,
                            made,
                            work.Now,
                        }
                    )
                );
            }
            catch (DuplicateException) { } // Another node was first.
            stored = await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @name", new { name })
            );
        }
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Convert.FromBase64String(encryption.Decrypt<string>(name, stored!)),
                Encoding.ASCII.GetBytes(account.SortCode + account.AccountNumber)
            )
        );
    }
}
