using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>Bank details from the applicant to the confirmed account (R32, R33). The account is encrypted; most people see four digits,
/// finance may see the rest, and each view is audited. New details hold payments until they are confirmed.</summary>
public sealed class BankDetails(Db db, FieldEncryption encryption, FileStore files, MatchIndex index)
{
    public const int PageSize = 25;
    private const string Purpose = "bank-details";

    public sealed record MyBankDetails
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public string? CharityNumber { get; init; }
        public required string LastFour { get; init; }
        public required BankState State { get; init; }
        public required bool IsChange { get; init; }
        public required Guid GivenById { get; init; }
        public required string GivenBy { get; init; }
        public required DateTime GivenAt { get; init; }
        public Guid? ProofFileId { get; init; }
        public string? ProofName { get; init; }
        public ModulusResult? Modulus { get; init; }
        public string? ModulusVersion { get; init; }
        public PayeeResult? Payee { get; init; }
        public string? PayeeName { get; init; }
        public string? PayeeNote { get; init; }
        public string? PayeeBy { get; init; }
        public DateTime? PayeeAt { get; init; }
        public string? CallNumber { get; init; }
        public string? CallNote { get; init; }
        public Guid? CalledById { get; init; }
        public string? CalledBy { get; init; }
        public DateTime? CalledAt { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required int Version { get; init; }

        public BankCheck Check => new(State, IsChange, GivenById, Payee, PayeeNote, CalledById);
    }

    /// <param name="Known">Telephone numbers from applications sent before these details were given.</param>
    public sealed record BankDetailsCheck(MyBankDetails Details, IReadOnlyList<string> Known, IReadOnlyList<MyBankDetails> History);

    public sealed record BankDetailsQueue(IReadOnlyList<MyBankDetails> Rows, int Waiting, int Page, int Pages);

    /// <summary>The organisation's own view: the last four digits of the account in use and of any that waits.</summary>
    public Task<(string Organisation, IReadOnlyList<MyBankDetails> Rows)> MineAsync(Actor actor, Guid organisation) =>
        db.ReadAsync(async work =>
            (
                await NameAsync(work, actor, organisation),
                await work.QueryAsync<MyBankDetails>(
                    Sql + " where b.OrganisationId = @organisation and b.State in ('Given', 'Confirmed') order by b.GivenAt desc, b.Id",
                    new { organisation }
                )
            )
        );

    public Task<BankDetailsCheck> GetAsync(Guid id) => db.ReadAsync(work => GetAsync(work, id));

    /// <summary>Not found except for members or, where applications came on paper, the officers who entered them.</summary>
    private static async Task<string> NameAsync(Work work, Actor actor, Guid organisation) =>
        await work.FindOrDefaultAsync<string>(MineSql, new { organisation, Person = actor.Id })
        ?? throw new NotFoundException("No organisation of this person");

    private static async Task<BankDetailsCheck> GetAsync(Work work, Guid id)
    {
        var found = await work.FindAsync<MyBankDetails>(Sql + " where b.Id = @id", new { id });
        return new(
            found,
            await KnownAsync(work, found),
            await work.QueryAsync<MyBankDetails>(
                Sql + " where b.OrganisationId = @OrganisationId order by b.GivenAt desc, b.Id",
                new { found.OrganisationId }
            )
        );
    }

    /// <summary>Details of one organisation, newest first; used by an application's check of the bank account.</summary>
    public Task<IReadOnlyList<MyBankDetails>> OfAsync(Guid organisation) =>
        db.QueryAsync<MyBankDetails>(Sql + " where b.OrganisationId = @organisation order by b.GivenAt desc, b.Id", new { organisation });

    /// <summary>Waiting details first, oldest first; then the others, newest first.</summary>
    public Task<BankDetailsQueue> QueueAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from BankDetails") + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<MyBankDetails>(QueueSql, new { First = ((page - 1) * PageSize) + 1, Last = page * PageSize });
            return new BankDetailsQueue(
                rows,
                await work.ScalarAsync<int>("select count(*) from BankDetails where State = 'Given'"),
                page,
                pages
            );
        });

    /// <summary>A member of the organisation gives details. If the modulus check fails they are refused once, and accepted when the person
    /// confirms them.</summary>
    /// <param name="insists">The person has compared the numbers with a bank statement.</param>
    public async Task<Result> GiveAsync(
        Actor actor,
        Guid organisation,
        string? accountName,
        string? sortCode,
        string? accountNumber,
        bool insists,
        (string Name, byte[] Content)? proof
    )
    {
        var (account, wrong) = BankRules.Read(accountName, sortCode, accountNumber);
        if (account is null)
            return Result.Of(wrong);
        if (proof is { } one && UploadRules.WhyNotAccepted(one.Name, one.Content, nameof(proof)) is { } unfit)
            return unfit;
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var (table, version) = await db.ReadAsync(CurrentTableAsync);
        ModulusResult? modulus = table is null ? null : ModulusCheck.Of(table, account.SortCode, account.AccountNumber);
        if (modulus == ModulusResult.CannotExist && !insists)
            return new Refusal(
                "The sort code and the account number do not fit together. Compare both with a bank statement. If they are right, tick the box below.",
                nameof(accountNumber)
            );
        var file = proof is { } upload
            ? await files.WriteAsync(
                actor,
                upload.Name,
                UploadRules.ContentTypes[Path.GetExtension(upload.Name).ToLowerInvariant()],
                upload.Content,
                now
            )
            : null;
        var hash = await HashAsync(account);
        var outcome = await db.ChangeAsync(
            actor,
            AuditAction.BankDetailsGiven,
            organisation,
            async work =>
            {
                await NameAsync(work, actor, organisation);
                var earlier = await work.QueryAsync<MyBankDetails>(
                    Sql + " where b.OrganisationId = @organisation and b.State in ('Given', 'Confirmed')",
                    new { organisation }
                );
                if (earlier.FirstOrDefault(row => row.State == BankState.Given) is { } waiting)
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
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    """
                    insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, ProofFileId, Modulus, ModulusVersion, Version)
                    values (@Id, @organisation, @EncryptedAccount, @LastFour, @hash, 'Given', @IsChange, @By, @Now, @ProofFileId, @modulus, @version, 1)
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        organisation,
                        EncryptedAccount = encryption.Encrypt(Purpose, account),
                        account.LastFour,
                        hash,
                        IsChange = earlier.Count > 0,
                        By = actor.Id,
                        work.Now,
                        ProofFileId = file?.Id,
                        modulus,
                        version,
                    }
                );
                work.Note(
                    $"Account ending {account.LastFour}{(earlier.Count > 0 ? $", in place of {earlier[0].LastFour}" : "")}. Modulus check: {BankRules.InWords(modulus)}"
                );
                return Result.Done;
            }
        );
        if (outcome.IsDone)
            await index.OrganisationAsync(organisation);
        return outcome;
    }

    /// <summary>The whole account, for finance. The view is audited before it is shown.</summary>
    public async Task<BankAccount> ShowAsync(Actor actor, Guid id)
    {
        var row = await db.FindAsync<EncryptedRow>(
            "select OrganisationId, EncryptedAccount, LastFour from BankDetails where Id = @id",
            new { id }
        );
        await db.ChangeAsync(
            actor,
            AuditAction.BankDetailsViewed,
            row.OrganisationId,
            work =>
            {
                work.Note($"Account ending {row.LastFour}");
                return Task.FromResult(Result.Done);
            }
        );
        return encryption.Decrypt<BankAccount>(Purpose, row.EncryptedAccount);
    }

    /// <summary>Encrypts a whole account. <see cref="Decrypt"/> also serves the payment file, whose download the caller audits.</summary>
    internal string Encrypt(BankAccount account) => encryption.Encrypt(Purpose, account);

    internal BankAccount Decrypt(string encryptedAccount) => encryption.Decrypt<BankAccount>(Purpose, encryptedAccount);

    public Task<Result> RecordPayeeAsync(Actor actor, Guid id, PayeeResult? payeeResult, string? payeeName, string? payeeNote) =>
        ChangeAsync(
            actor,
            AuditAction.PayeeRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordPayee(view.Details.State, payeeResult, payeeName, payeeNote) is { } refusal)
                    return refusal;
                if (payeeName?.Length > 100)
                    return new Refusal("Shorten the name to 100 characters", nameof(payeeName));
                if (payeeNote?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(payeeNote));
                await work.ExecuteOneAsync(
                    "update BankDetails set Payee = @result, PayeeName = @Name, PayeeNote = @Note, PayeeBy = @By, PayeeAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        result = payeeResult,
                        Name = payeeName?.Trim(),
                        Note = payeeNote?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{BankRules.Name(payeeResult!.Value)} {payeeName?.Trim()}. {payeeNote?.Trim()}");
                return Result.Done;
            }
        );

    public Task<Result> RecordCallAsync(Actor actor, Guid id, string? callNumber, string? callNote) =>
        ChangeAsync(
            actor,
            AuditAction.BankCallRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordCall(view.Details.Check, actor.Id, callNumber, callNote, view.Known) is { } refusal)
                    return refusal;
                if (callNumber!.Length > 40)
                    return new Refusal("Enter only the number", nameof(callNumber));
                if (callNote!.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(callNote));
                await work.ExecuteOneAsync(
                    "update BankDetails set CallNumber = @number, CallNote = @Note, CalledBy = @By, CalledAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        number = callNumber.Trim(),
                        Note = callNote.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{callNumber.Trim()}: {callNote.Trim()}");
                return Result.Done;
            }
        );

    public Task<Result> ConfirmAsync(Actor actor, Guid id, string? decidedNote) =>
        ChangeAsync(
            actor,
            AuditAction.BankDetailsConfirmed,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotConfirm(view.Details.Check, actor.Id) is { } refusal)
                    return refusal;
                if (decidedNote?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(decidedNote));
                await work.ExecuteAsync(
                    "update BankDetails set State = 'Replaced', Version = Version + 1 where OrganisationId = @OrganisationId and State = 'Confirmed'",
                    new { view.Details.OrganisationId }
                );
                await work.ExecuteOneAsync(
                    DecideSql,
                    new
                    {
                        id,
                        view.Details.Version,
                        State = BankState.Confirmed,
                        By = actor.Id,
                        work.Now,
                        Note = decidedNote?.Trim(),
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}. {decidedNote?.Trim()}");
                return Result.Done;
            }
        );

    public Task<Result> RefuseAsync(Actor actor, Guid id, string? decidedNote) =>
        ChangeAsync(
            actor,
            AuditAction.BankDetailsRefused,
            id,
            async (work, view) =>
            {
                if (view.Details.State != BankState.Given)
                    return new Refusal("These bank details have already been dealt with");
                if (decidedNote?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", nameof(decidedNote));
                await work.ExecuteOneAsync(
                    DecideSql,
                    new
                    {
                        id,
                        view.Details.Version,
                        State = BankState.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = decidedNote.Trim(),
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}. {decidedNote.Trim()}");
                return Result.Done;
            }
        );

    public async Task<StoredFile> OpenProofAsync(Actor actor, Guid id)
    {
        var found = await db.FindAsync<MyBankDetails>(Sql + " where b.Id = @id", new { id });
        await db.ChangeAsync(
            actor,
            AuditAction.BankProofViewed,
            found.OrganisationId,
            work =>
            {
                work.Note($"The proof of the account ending {found.LastFour}");
                return Task.FromResult(Result.Done);
            }
        );
        return await files.OpenAsync(found.ProofFileId ?? throw new NotFoundException("There is no proof"));
    }

    /// <summary>Why payments to this organisation must wait; null: the account is confirmed and no change is pending.</summary>
    internal static async Task<string?> WhyPaymentIsHeldAsync(Work work, Guid organisation)
    {
        var states = await work.QueryAsync<string>(
            "select State from BankDetails where OrganisationId = @organisation and State in ('Given', 'Confirmed')",
            new { organisation }
        );
        if (states.Contains(nameof(BankState.Given)))
            return "New bank details are waiting to be confirmed";
        return states.Count == 0 ? "The organisation has no confirmed bank details" : null;
    }

    /// <summary>The weight table in force today; null: none is loaded.</summary>
    internal static async Task<(ModulusTable? Table, string? Version)> CurrentTableAsync(Work work)
    {
        var row = await work.FirstOrDefaultAsync<TableRow>(
            "select VersionName, Weights, Substitutions from ModulusTable where ValidFrom <= @Today order by ValidFrom desc",
            new { Today = ApplicationChecks.Today(work) }
        );
        return row is null ? (null, null) : (ModulusTable.Read(row.Weights, row.Substitutions).Table, row.VersionName);
    }

    private async Task<Result> ChangeAsync(Actor actor, AuditAction action, Guid id, Func<Work, BankDetailsCheck, Task<Result>> change)
    {
        var organisation = (await GetAsync(id)).Details.OrganisationId;
        var outcome = await db.ChangeAsync(actor, action, organisation, async work => await change(work, await GetAsync(work, id)));
        if (outcome.FirstRefusal is null && action is AuditAction.BankDetailsConfirmed or AuditAction.BankDetailsRefused)
            await index.OrganisationAsync(organisation);
        return outcome;
    }

    /// <summary>Telephone numbers that could not have been planted with the new details: from copies frozen before these were
    /// given.</summary>
    private static async Task<IReadOnlyList<string>> KnownAsync(Work work, MyBankDetails details)
    {
        var copies = await work.QueryAsync<string>(
            "select a.CopyJson from Application a where a.OrganisationId = @OrganisationId and a.CopyJson is not null and a.SubmittedAt < coalesce((select min(b.GivenAt) from BankDetails b where b.OrganisationId = @OrganisationId and b.State in ('Confirmed', 'Replaced') and b.Id <> @Id), @GivenAt) order by a.SubmittedAt desc, a.Id",
            new
            {
                details.OrganisationId,
                details.GivenAt,
                details.Id,
            }
        );
        return copies
            .Where(json => json.Length > 2)
            .Select(ApplicationCopy.FromJson)
            .Select(copy => copy.Organisation.Phone)
            .Where(phone => CrossCheckRules.PhoneKey(phone) is not null)
            .DistinctBy(CrossCheckRules.PhoneKey)
            .ToList();
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

    private const string Sql = """
        select    b.Id, b.OrganisationId, o.Name as Organisation, o.CharityNumber, b.LastFour, b.State, b.IsChange, b.GivenBy as GivenById, g.DisplayName as GivenBy, b.GivenAt, b.ProofFileId, s.Name as ProofName, b.Modulus, b.ModulusVersion,
                  b.Payee, b.PayeeName, b.PayeeNote, p.DisplayName as PayeeBy, b.PayeeAt, b.CallNumber, b.CallNote, b.CalledBy as CalledById, c.DisplayName as CalledBy, b.CalledAt, d.DisplayName as DecidedBy, b.DecidedAt, b.DecidedNote, b.Version
        from      BankDetails b
        join      Organisation o on o.Id = b.OrganisationId
        join      Person g on g.Id = b.GivenBy
        left join StoredFile s on s.Id = b.ProofFileId
        left join Person p on p.Id = b.PayeeBy
        left join Person c on c.Id = b.CalledBy
        left join Person d on d.Id = b.DecidedBy
        """;
    private const string MineSql = """
        select o.Name
        from   Organisation o
        where  o.Id = @organisation
               and (exists (select 1 from OrganisationMember m where m.OrganisationId = o.Id and m.PersonId = @Person)
                    or (exists (select 1 from Application a where a.OrganisationId = o.Id and a.Channel <> 'Online' and a.Status <> 'Draft')
                        and exists (select 1 from PersonRole r where r.PersonId = @Person and r.Role = 'CommissioningOfficer')))
        """;
    private const string QueueSql =
        """
            with Numbered as (
                select Id, row_number() over (order by case when State = 'Given' then 0 else 1 end, case when State = 'Given' then GivenAt end, GivenAt desc) as RowNumber
                from   BankDetails
            )
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = b.Id
            where     n.RowNumber between @First and @Last
            order by  n.RowNumber
            """;
    private const string DecideSql =
        "update BankDetails set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version";

    private sealed record EncryptedRow
    {
        public required Guid OrganisationId { get; init; }
        public required string EncryptedAccount { get; init; }
        public required string LastFour { get; init; }
    }

    private sealed record TableRow
    {
        public required string VersionName { get; init; }
        public required string Weights { get; init; }
        public required string Substitutions { get; init; }
    }
}
