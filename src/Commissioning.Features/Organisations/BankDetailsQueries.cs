using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Bank details as their organisation and the office read them: four digits of the account, and the state of its checks (R32,
/// R33).</summary>
public static class BankDetailsQueries
{
    public const int PageSize = 25;

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

        public string? CallSource { get; init; }
        public DateTime? PeopleChangedAt { get; init; }
        public string? PeopleChange { get; init; }
        public Guid? PayeeById { get; init; }
        public int? NameLikeness { get; init; }
        public CallNumberSource? CallFrom { get; init; }
        public string? CallPerson { get; init; }
        public string? CallRole { get; init; }
        public Guid? ProposedById { get; init; }
        public string? ProposedBy { get; init; }
        public DateTime? ProposedAt { get; init; }
        public string? ProposedNote { get; init; }

        /// <summary>What the bank could not pay into it; null: nothing.</summary>
        public string? RecheckWhy { get; init; }
        public DateTime? RecheckAt { get; init; }
        public string? AffirmedBy { get; init; }
        public DateTime? AffirmedAt { get; init; }

        /// <summary>It was in use, and is checked again because the bank could not pay into it.</summary>
        public bool IsRecheck => State == BankState.Given && RecheckAt is not null;
    }

    /// <summary>The same account, given at another time or by another organisation.</summary>
    public sealed record BankUse
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string Town { get; init; }
        public required BankState State { get; init; }
        public required DateTime GivenAt { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public int? NameLikeness { get; init; }

        /// <summary>The record is one organisation with the one that is looked at.</summary>
        public required bool IsOurs { get; init; }
    }

    /// <param name="Known">Telephone numbers from applications sent before these details were given.</param>
    /// <param name="History">All details of the organisation, with those of records that are the same organisation.</param>
    /// <param name="Uses">Where else this account was given.</param>
    /// <param name="Expected">What the organisation was awarded, or asked for where nothing is decided; of a lead council, also what its
    /// areas are free to use.</param>
    public sealed record BankDetailsCheck(
        MyBankDetails Details,
        IReadOnlyList<string> Known,
        IReadOnlyList<MyBankDetails> History,
        IReadOnlyList<BankUse> Uses,
        Money Expected
    )
    {
        /// <summary>What has been checked, against the office's settings.</summary>
        public BankCheck CheckWith(Office office) =>
            new(
                Details.State,
                Details.IsChange,
                Details.GivenById,
                Details.Payee,
                Details.PayeeNote,
                Details.CalledById,
                BankHold.Of(Details.GivenAt, Details.PeopleChangedAt, Details.PeopleChange, office.BankHoldDays)
            )
            {
                LastFour = Details.LastFour,
                GivenAt = Details.IsRecheck ? Details.RecheckAt!.Value : Details.GivenAt,
                IsRecheck = Details.IsRecheck,
                IsAffirmed = Details.AffirmedAt is not null,
                PayeeBy = Details.PayeeById,
                HasDocument = Details.ProofFileId is not null,
                ProposedBy = Details.ProposedById,
                IsLargeFirst = !Details.IsChange && Expected > Money.FromPounds(office.FirstAccountCallFrom),
                IsShared = Uses.Any(use => !use.IsOurs),
                WasRefused = Uses.Any(use => use.State == BankState.Refused),
            };
    }

    public sealed record BankDetailsQueue(IReadOnlyList<MyBankDetails> Rows, int Waiting, int Page, int Pages);

    /// <summary>The organisation's own view: the last four digits of the account in use and of any that waits.</summary>
    public static async Task<(string Organisation, IReadOnlyList<MyBankDetails> Rows)> MineAsync(
        Work work,
        Actor actor,
        Guid organisation
    ) =>
        (
            await NameAsync(work, actor, organisation),
            await work.QueryAsync<MyBankDetails>(
                Sql + " where b.OrganisationId = @organisation and b.State in ('Given', 'Confirmed') order by b.GivenAt desc, b.Id",
                new { organisation }
            )
        );

    public static async Task<BankDetailsCheck> GetAsync(Work work, Guid id)
    {
        var found = await work.FindAsync<MyBankDetails>(Sql + " where b.Id = @id", new { id });
        return new(
            found,
            await KnownAsync(work, found),
            await OfBodyAsync(work, found.OrganisationId),
            await UsesAsync(work, id),
            await work.ScalarAsync<Money>(ExpectedSql, new { found.OrganisationId })
        );
    }

    /// <summary>Where else the account of these details was given, whatever became of it there; newest first.</summary>
    internal static Task<IReadOnlyList<BankUse>> UsesAsync(Work work, Guid id) => work.QueryAsync<BankUse>(UsesSql, new { id });

    /// <summary>Details of one organisation, newest first; used by an application's check of the bank account.</summary>
    public static Task<IReadOnlyList<MyBankDetails>> OfAsync(Work work, Guid organisation) =>
        work.QueryAsync<MyBankDetails>(Sql + " where b.OrganisationId = @organisation order by b.GivenAt desc, b.Id", new { organisation });

    /// <summary>The same with those of records that are one organisation with it.</summary>
    internal static Task<IReadOnlyList<MyBankDetails>> OfBodyAsync(Work work, Guid organisation) =>
        work.QueryAsync<MyBankDetails>(BodySql, new { OrganisationId = organisation });

    /// <summary>Waiting details first, oldest first; then the others, newest first.</summary>
    public static async Task<BankDetailsQueue> QueueAsync(Work work, int page)
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
    }

    /// <summary>Why payments to this organisation must wait; null: the account is confirmed and no change is pending.</summary>
    internal static async Task<string?> WhyPaymentIsHeldAsync(Work work, Guid organisation)
    {
        var found = await work.QueryAsync<StateRow>(
            "select State, RecheckWhy from BankDetails where OrganisationId = @organisation and State in ('Given', 'Confirmed') order by State desc, GivenAt, Id",
            new { organisation }
        );
        if (found.FirstOrDefault(row => row.State == BankState.Given) is { } waits)
            return waits.RecheckWhy is { } why
                ? $"{why}. Nothing more goes there until the account is checked and confirmed again, or another one is confirmed"
                : "New bank details are waiting to be confirmed";
        return found.Count == 0 ? "The organisation has no confirmed bank details" : null;
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

    /// <summary>Not found except for members and, where applications came on paper or it is an area's lead council, the officers who enter
    /// them.</summary>
    internal static async Task<string> NameAsync(Work work, Actor actor, Guid organisation) =>
        await work.FindOrDefaultAsync<string>(MineSql, new { organisation, Person = actor.Id })
        ?? throw new NotFoundException("No organisation of this person");

    /// <summary>Telephone numbers that could not have been planted with the new details: from copies frozen before these were
    /// given.</summary>
    private static async Task<IReadOnlyList<string>> KnownAsync(Work work, MyBankDetails details)
    {
        var copies = await work.QueryAsync<FrozenCopy>(
            LinkedOrganisations.Sql
                + "select a.Reference, a.CopyJson, a.CopySha256 from Body y join Application a on a.OrganisationId = y.Id where a.CopyJson is not null and a.SubmittedAt < coalesce((select min(b.GivenAt) from BankDetails b join Body m on m.Id = b.OrganisationId where b.State in ('Confirmed', 'Replaced') and b.Id <> @Id), @GivenAt) order by a.SubmittedAt desc, a.Id",
            new
            {
                details.OrganisationId,
                details.GivenAt,
                details.Id,
            }
        );
        return copies
            .Where(copy => ApplicationCopy.IsFrozen(copy.CopyJson))
            // A number from an altered copy could be the fraudster's.
            .Where(copy => SubmittedCopy.WhyNotAsReceived(work, copy.Reference, copy.CopyJson, copy.CopySha256, recorded: null) is null)
            .Select(copy => ApplicationCopy.FromJson(copy.CopyJson).Organisation.Phone)
            .Where(phone => CrossCheckRules.PhoneKey(phone) is not null)
            .DistinctBy(CrossCheckRules.PhoneKey)
            .ToList();
    }

    private sealed record StateRow
    {
        public required BankState State { get; init; }
        public string? RecheckWhy { get; init; }
    }

    private sealed record FrozenCopy
    {
        public required string Reference { get; init; }
        public required string CopyJson { get; init; }
        public string? CopySha256 { get; init; }
    }

    internal const string Sql = """
        select    b.Id, b.OrganisationId, o.Name as Organisation, o.CharityNumber, b.LastFour, b.State, b.NameLikeness,
                  case when b.IsChange = 1 or (b.State = 'Given' and exists (
                      select 1
                      from   BankDetails e
                      join   Organisation r on r.Id = e.OrganisationId
                      where  coalesce(r.SameAs, r.Id) = coalesce(o.SameAs, o.Id) and e.Id <> b.Id and e.State in ('Confirmed', 'Replaced') and e.AccountHash <> b.AccountHash
                  )) then 1 else 0 end as IsChange,
                  b.GivenBy as GivenById, g.DisplayName as GivenBy, b.GivenAt, b.ProofFileId, s.Name as ProofName, b.Modulus, b.ModulusVersion,
                  b.Payee, b.PayeeName, b.PayeeNote, p.DisplayName as PayeeBy, b.PayeeBy as PayeeById, b.PayeeAt, b.CallNumber, b.CallFrom, b.CallSource, b.CallPerson, b.CallRole, b.CallNote, b.CalledBy as CalledById, c.DisplayName as CalledBy, b.CalledAt, b.ProposedBy as ProposedById, q.DisplayName as ProposedBy, b.ProposedAt, b.ProposedNote, d.DisplayName as DecidedBy, b.DecidedAt, b.DecidedNote, b.Version, o.PeopleChangedAt, o.PeopleChange,
                  b.RecheckWhy, b.RecheckAt, a.DisplayName as AffirmedBy, b.AffirmedAt
        from      BankDetails b
        join      Organisation o on o.Id = b.OrganisationId
        join      Person g on g.Id = b.GivenBy
        left join StoredFile s on s.Id = b.ProofFileId
        left join Person p on p.Id = b.PayeeBy
        left join Person c on c.Id = b.CalledBy
        left join Person q on q.Id = b.ProposedBy
        left join Person d on d.Id = b.DecidedBy
        left join Person a on a.Id = b.AffirmedBy
        """;
    private const string BodySql = LinkedOrganisations.Sql + Sql + " join Body y on y.Id = b.OrganisationId order by b.GivenAt desc, b.Id";
    private const string UsesSql = """
        select   b.Id, b.OrganisationId, o.Name as Organisation, o.Town, b.State, b.GivenAt, b.DecidedAt, b.DecidedNote, b.NameLikeness,
                 case when coalesce(o.SameAs, o.Id) = coalesce(s.SameAs, s.Id) then 1 else 0 end as IsOurs
        from     BankDetails h
        join     Organisation s on s.Id = h.OrganisationId
        join     BankDetails b on b.AccountHash = h.AccountHash and b.Id <> h.Id
        join     Organisation o on o.Id = b.OrganisationId
        where    h.Id = @id
        order by b.GivenAt desc, b.Id
        """;
    private const string ExpectedSql =
        LinkedOrganisations.Sql
        + """
            select    coalesce(sum(coalesce(w.Amount, a.AmountRequested)), 0)
                      + (select coalesce(sum(l.Balance), 0) from Body m join CspArea c on c.LeadOrganisationId = m.Id join LedgerAccount l on l.AreaId = c.Id and l.Kind = 'Area'
                         join LedgerYear b on b.BudgetYear = l.BudgetYear and b.LockedAt is null)
            from      Body y
            join      Application a on a.OrganisationId = y.Id
            left join Award w on w.ApplicationId = a.Id
            where     a.Status = 'Submitted' and w.EndedAt is null
                      and (w.Id is not null or not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id))
            """;
    private const string MineSql = """
        select o.Name
        from   Organisation o
        where  o.Id = @organisation
               and (exists (select 1 from OrganisationMember m where m.OrganisationId = o.Id and m.PersonId = @Person)
                    or ((exists (select 1 from Application a where a.OrganisationId = o.Id and a.Channel <> 'Online' and a.Status <> 'Draft')
                         or exists (select 1 from CspArea c where c.LeadOrganisationId = o.Id))
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

    private sealed record TableRow
    {
        public required string VersionName { get; init; }
        public required string Weights { get; init; }
        public required string Substitutions { get; init; }
    }
}
