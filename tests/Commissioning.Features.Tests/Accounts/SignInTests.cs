using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Accounts;

/// <summary>Sessions, passkeys, the directory and what is stored about them, over a real database.</summary>
public sealed class SignInTests : IDisposable
{
    private static readonly SessionLimits Limits = new();
    private static readonly Office Office = new() { BaseUrl = "https://grants.example.org" };
    private static readonly Device Desk = Device.Of("Chrome/140 (Windows)", "desk"),
        Phone = Device.Of("CriOS (iPhone)", "phone");
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;
    private readonly StartSession start;
    private readonly OpenSession open;

    public SignInTests()
    {
        scenario = new(database.Db, database.Clock);
        start = new(database.Db, Limits, Office);
        open = new(database.Db, Limits, database.Clock);
        database.Clock.MoveTo("2026-03-02 09:00");
    }

    [Fact]
    public async Task A_session_is_read_with_one_statement_and_written_once_a_minute()
    {
        var (person, session) = await SignedInAsync(Role.PanelMember);
        Assert.Single(await TestDatabase.StatementsAsync(database.Db, () => open.RefreshAsync(session, person.SecurityStamp)));
        database.Clock.Offset += TimeSpan.FromMinutes(2);
        Assert.Equal(2, (await TestDatabase.StatementsAsync(database.Db, () => open.RefreshAsync(session, person.SecurityStamp))).Count);
        Assert.Single(await TestDatabase.StatementsAsync(database.Db, () => open.RefreshAsync(session, person.SecurityStamp)));
        Assert.Equal([Role.PanelMember], (await open.RefreshAsync(session, person.SecurityStamp))!.Roles);
    }

    [Fact]
    public async Task A_session_ends_when_unused_too_old_or_when_its_security_stamp_changes()
    {
        var (person, session) = await SignedInAsync(Role.PanelMember);
        Assert.Null(await open.RefreshAsync(session, "another stamp"));
        Assert.Null(await open.RefreshAsync(Guid.NewGuid(), person.SecurityStamp));
        foreach (
            var time in new[]
            {
                "09:50",
                "10:40",
                "11:30",
                "12:20",
                "13:10",
                "14:00",
                "14:50",
                "15:40",
                "16:30",
                "17:20",
                "18:10",
                "19:00",
                "19:50",
                "20:40",
            }
        )
        {
            database.Clock.MoveTo("2026-03-02 " + time);
            Assert.NotNull(await open.RefreshAsync(session, person.SecurityStamp));
        }
        database.Clock.MoveTo("2026-03-02 21:10");
        Assert.Null(await open.RefreshAsync(session, person.SecurityStamp));
        var idle = await StartAsync(person, Desk);
        database.Clock.Offset += TimeSpan.FromMinutes(61);
        Assert.Null(await open.RefreshAsync(idle, person.SecurityStamp));
    }

    [Fact]
    public async Task An_authenticator_code_sent_twice_signs_in_once()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        Assert.Null((await start.RunAsync(person, new(SignInKind.Code, CodeStep: 7), Desk)).FirstRefusal);
        Assert.False((await start.RunAsync(person, new(SignInKind.Code, CodeStep: 7), Desk)).IsDone);
        Assert.NotNull((await start.RunAsync(person, new(SignInKind.Code, CodeStep: 6), Desk)).FirstRefusal);
    }

    [Fact]
    public async Task A_sign_in_from_a_new_device_is_emailed_to_staff_and_not_to_applicants()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        await StartAsync(person, Desk);
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));
        await StartAsync(person, Phone);
        Assert.Equal(
            1,
            await database.CountAsync("OutboxEmail", "Subject = 'A sign-in from a new device' and TextBody like '%Chrome on an iPhone%'")
        );
        var (applicant, _) = await SignedInAsync(Role.Applicant);
        await StartAsync(applicant, Phone);
        Assert.Equal(1, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task Sessions_are_ended_by_their_owner_and_by_an_administrator_with_a_reason()
    {
        var (person, first) = await SignedInAsync(Role.PanelMember);
        var (second, third) = (await StartAsync(person, Phone), await StartAsync(person, Phone));
        var endAll = new SignOutEverywhere(database.Db);
        var endSessions = new EndSessionsOfPerson(database.Db);
        var end = new EndSession(database.Db);
        var stranger = await scenario.PersonAsync(Role.PanelMember);
        await Assert.ThrowsAsync<NotFoundException>(() => end.RunAsync(stranger, first, "x"));
        await end.RunAsync(person.Actor, second, "x");
        Assert.Null(await open.RefreshAsync(second, person.SecurityStamp));
        await endAll.RunAsync(person.Actor, first, "x");
        Assert.Equal([first], (await new MySessions(database.Db, database.Clock).GetAsync(person.Id)).Open.Select(session => session.Id));
        Assert.NotNull((await endSessions.RunAsync(stranger, person.Id, " ", "x")).FirstRefusal);
        await endSessions.RunAsync(stranger, person.Id, "Lost laptop", "x");
        Assert.Null(await open.RefreshAsync(first, person.SecurityStamp));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'SessionsEndedByAdministrator' and Detail like '%Lost laptop'"));
    }

    [Fact]
    public async Task A_change_of_roles_and_a_reset_second_factor_end_every_session()
    {
        var (person, session) = await SignedInAsync(Role.PanelMember);
        var administrator = await scenario.PersonAsync(Role.Administrator);
        await new SetRoles(database.Db).RunAsync(administrator, person.Id, [Role.Auditor], "Moved");
        Assert.Equal(
            "RolesChanged",
            await database.Db.ScalarAsync<string>("select EndedWhy from PersonSession where Id = @session", new { session })
        );
        await StartAsync(person, Desk);
        await new AddPasskey(database.Db, Office).RunAsync(person, Key(person, "Laptop", 1));
        Assert.NotNull((await new ResetSecondFactor(database.Db, Office).RunAsync(administrator, administrator.Id, "Me")).FirstRefusal);
        Assert.Null(
            (await new ResetSecondFactor(database.Db, Office).RunAsync(administrator, person.Id, "Lost phone, called back")).FirstRefusal
        );
        Assert.Equal(0, await database.CountAsync("PersonSession", "EndedAt is null") + await database.CountAsync("PersonPasskey"));
        Assert.Equal(1, await database.CountAsync("Person", "Id = @Id and TwoFactorEnabled = 0", new { person.Id }));
        Assert.Equal("Roles: Panel member -> Auditor; Moved", await DetailAsync(AuditAction.RolesChanged, person.Id));
        Assert.EndsWith("Lost phone, called back", await DetailAsync(AuditAction.SecondFactorReset, person.Id), StringComparison.Ordinal);
        Assert.Null(await DetailAsync(AuditAction.AuthenticatorSetUp, person.Id));
    }

    private Task<string?> DetailAsync(AuditAction action, Guid subject) =>
        database.Db.ScalarAsync<string>(
            "select Detail from AuditEntry where SubjectId = @subject and Action = @action",
            new { subject, action }
        );

    [Fact]
    public async Task A_passkey_is_changed_only_by_its_owner_and_staff_keep_one_second_factor()
    {
        var (person, session) = await SignedInAsync(Role.PanelMember);
        var add = new AddPasskey(database.Db, Office);
        var remove = new RemovePasskey(database.Db, Office);
        var rename = new RenamePasskey(database.Db);
        Assert.NotNull((await add.RunAsync(person, Key(person, " ", 1))).FirstRefusal);
        Assert.Null((await add.RunAsync(person, Key(person, "Laptop", 1))).FirstRefusal);
        Assert.Equal("This passkey is already set up", (await add.RunAsync(person, Key(person, "Again", 1))).FirstRefusal!.Sentence);
        var laptop = (await database.Db.ReadAsync(work => Passkeys.ListAsync(work, person.Id))).Single();
        var stranger = await scenario.PersonAsync(Role.PanelMember);
        await Assert.ThrowsAsync<NotFoundException>(() => rename.RunAsync(stranger, laptop.Id, "Mine"));
        await rename.RunAsync(person.Actor, laptop.Id, "Desk");
        person.TwoFactorEnabled = false;
        Assert.NotNull((await remove.RunAsync(person, staff: true, laptop.Id)).FirstRefusal);
        Assert.Null((await remove.RunAsync(person, staff: false, laptop.Id)).FirstRefusal);
        Assert.Null(await open.RefreshAsync(session, person.SecurityStamp));
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Subject like 'A passkey was %'"));
        Assert.Equal(2, await database.CountAsync("AuditEntry", "Action in ('PasskeyAdded', 'PasskeyRemoved')"));
    }

    [Fact]
    public async Task Directory_sign_in_creates_a_person_and_gives_and_removes_roles()
    {
        var directory = Directory();
        var made = await directory.RunAsync(Answer("new@opcc.example", "s-new", "g-officers"));
        Assert.Equal("new@opcc.example", made.Value!.Email);
        var session = await StartAsync(made.Value, Desk);
        var again = await directory.RunAsync(Answer("married@opcc.example", "s-new", "g-officers"));
        Assert.Equal(made.Value.Id, again.Value!.Id);
        Assert.NotNull(await open.RefreshAsync(session, again.Value.SecurityStamp));
        var moved = await directory.RunAsync(Answer("new@opcc.example", "s-new", "g-finance"));
        Assert.Equal([Role.FinanceOfficer], await new PersonRoles(database.Db).OfAsync(moved.Value!.Id));
        Assert.Null(await open.RefreshAsync(session, again.Value.SecurityStamp));
        Assert.Equal(
            1,
            await database.CountAsync(
                "AuditEntry",
                "Action = 'RolesChangedByDirectory' and Detail = 'Roles: Commissioning officer -> Finance officer; By the groups of the directory'"
            )
        );
    }

    [Fact]
    public async Task Directory_sign_in_finds_staff_by_address_and_never_links_an_applicants_account()
    {
        var (officer, _) = await SignedInAsync(Role.ConcernLead);
        var (applicant, _) = await SignedInAsync(Role.Applicant);
        var directory = Directory();
        Assert.Equal(officer.Id, (await directory.RunAsync(Answer(officer.Email.ToUpperInvariant(), "s-1", "g-officers"))).Value!.Id);
        Assert.Equal([Role.CommissioningOfficer, Role.ConcernLead], (await new PersonRoles(database.Db).OfAsync(officer.Id)).Order());
        Assert.NotNull((await directory.RunAsync(Answer(officer.Email, "s-2", "g-officers"))).FirstRefusal);
        Assert.Contains(
            "applicant's account",
            (await directory.RunAsync(Answer(applicant.Email, "s-3", "g-officers"))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull((await directory.RunAsync(Answer("x@opcc.example", "s-4", "g-none"))).FirstRefusal);
        Assert.Equal(0, await database.CountAsync("Person", "DirectorySubject in ('s-2', 's-3', 's-4')"));
    }

    [Fact]
    public async Task The_lockout_counter_allows_five_of_twenty_attempts_at_once_and_forgets_a_right_one()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var tries = new LockoutCounter(database.Db);
        for (var right = 0; right < 7; right++)
        {
            Assert.Equal(1, await tries.CountAttemptAsync(person.Id, null, "a network"));
            await tries.GiveBackAsync(person.Id, null, "a network");
        }
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tries.CountAttemptAsync(person.Id, null, "a network")));
        Assert.Equal([1, 2, 3, 4, 5], taken.Where(attempt => attempt > 0).Order());
        database.Clock.Offset += TimeSpan.FromMinutes(16);
        Assert.Equal(1, await tries.CountAttemptAsync(person.Id, null, "a network"));
    }

    [Fact]
    public async Task A_sign_in_link_is_sent_to_a_known_and_an_unknown_address_with_the_same_statements()
    {
        var (person, _) = await SignedInAsync(Role.Applicant);
        var (worker, _) = await SignedInAsync(Role.PanelMember);
        var send = new SendSignInLink(database.Db, Office);
        var known = await CostAsync(person.Email);
        Assert.Equal(known, await CostAsync("nobody@test.example"));
        Assert.Equal(known, await CostAsync(worker.Email));

        async Task<IEnumerable<string>> CostAsync(string email) =>
            (await TestDatabase.StatementsAsync(database.Db, () => send.RunAsync(email, "device", "network", null))).Select(one => one.Sql);
    }

    [Fact]
    public async Task A_wrong_password_is_recorded_for_a_known_and_an_unknown_address_with_the_same_statements()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var record = new RecordSignIn(database.Db, new(database.Db, database.Encryption, database.Clock));
        await record.WrongAsync(null, "x@test.example", SignInKind.WrongPassword, 1, "Chrome"); // Makes the key.
        var known = await TestDatabase.StatementsAsync(
            database.Db,
            () => record.WrongAsync(person, person.Email, SignInKind.WrongPassword, 1, "Chrome")
        );
        var unknown = await TestDatabase.StatementsAsync(
            database.Db,
            () => record.WrongAsync(null, "y@test.example", SignInKind.WrongPassword, 1, "Chrome")
        );
        Assert.Equal(known.Select(one => one.Sql), unknown.Select(one => one.Sql));
    }

    [Fact]
    public async Task A_thousand_requests_for_one_address_send_three_messages_in_ten_minutes()
    {
        var send = new SendSignInLink(database.Db, Office);
        for (var request = 0; request < 1000; request++)
            Assert.True((await send.RunAsync("target@test.example", $"device {request}", $"network {request / 20}", null)).IsDone);
        Assert.Equal(3, await database.CountAsync("OutboxEmail"));
        database.Clock.Offset += TimeSpan.FromMinutes(11);
        Assert.True((await send.RunAsync("target@test.example", "device", "network", null)).IsDone);
        Assert.Equal(4, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task One_network_asks_for_thirty_messages_in_ten_minutes_and_is_then_told_to_wait()
    {
        var send = new SendSignInLink(database.Db, Office);
        for (var request = 0; request < SignInLinkRules.MostFromOneNetwork; request++)
            Assert.True((await send.RunAsync($"a{request}@test.example", "device", "library", null)).IsDone);
        Assert.StartsWith(
            "Too many messages",
            (await send.RunAsync("b@test.example", "device", "library", null)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.True((await send.RunAsync("b@test.example", "device", "elsewhere", null)).IsDone);
    }

    [Fact]
    public async Task The_lockout_counter_locks_the_network_that_guesses_and_no_device_that_is_known()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var tries = new LockoutCounter(database.Db);
        for (var guess = 0; guess < 8; guess++)
            await tries.CountAttemptAsync(person.Id, "a strange device", "their network");
        Assert.Equal(0, await tries.CountAttemptAsync(person.Id, null, "their network"));
        Assert.Equal(1, await tries.CountAttemptAsync(person.Id, null, "another network"));
        Assert.Equal(1, await tries.CountAttemptAsync(person.Id, Desk.Hash, "their network"));
    }

    [Fact]
    public async Task The_lockout_counter_closes_an_account_to_strangers_after_fifty_guesses_in_an_hour()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var tries = new LockoutCounter(database.Db);
        for (var guess = 0; guess < SessionRules.MostTriesOfStrangers; guess++)
            Assert.NotEqual(0, await tries.CountAttemptAsync(person.Id, null, $"network {guess / 4}"));
        Assert.Equal(0, await tries.CountAttemptAsync(person.Id, null, "a fresh network"));
        Assert.Equal(1, await tries.CountAttemptAsync(person.Id, Desk.Hash, "a fresh network"));
        database.Clock.Offset += TimeSpan.FromMinutes(61);
        Assert.Equal(1, await tries.CountAttemptAsync(person.Id, null, "a fresh network"));
    }

    [Fact]
    public async Task An_account_linked_to_the_directory_keeps_no_password_and_no_passkey()
    {
        var (officer, session) = await SignedInAsync(Role.PanelMember);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Person set PasswordHash = 'old' where Id = @Id", new { officer.Id })
        );
        await new AddPasskey(database.Db, Office).RunAsync(officer, Key(officer, "Laptop", 1));
        var linked = (await Directory().RunAsync(Answer(officer.Email, "s-1", "g-officers"))).Value!;
        Assert.Equal((null, true), (linked.PasswordHash, linked.TwoFactorEnabled));
        Assert.Equal(0, await database.CountAsync("PersonPasskey"));
        Assert.Null(await open.RefreshAsync(session, linked.SecurityStamp));
    }

    [Fact]
    public async Task A_passkey_removed_at_the_same_moment_signs_no_one_in()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var sessions = await database.CountAsync("PersonSession");
        Assert.NotNull(
            (await start.RunAsync(person, new(SignInKind.Passkey, Passkey: new(Passkeys.HashOf([1]), 1, false)), Desk)).FirstRefusal
        );
        Assert.Equal(sessions, await database.CountAsync("PersonSession"));
    }

    [Fact]
    public async Task A_form_is_saved_for_a_session_that_expired_and_not_for_one_that_was_ended()
    {
        var (person, session) = await SignedInAsync(Role.Applicant);
        var forms = new SavedForms(database.Db, database.Encryption);
        database.Clock.MoveTo("2026-03-20 09:00");
        Assert.Null(await forms.KeepAsync((await scenario.PersonAsync(Role.Applicant)), session, "/work", []));
        for (var kept = 0; kept < SavedForms.MostForms; kept++)
            Assert.NotNull(await forms.KeepAsync(person.Actor, session, "/work", [new("Text", "Words")]));
        Assert.Null(await forms.KeepAsync(person.Actor, session, "/work", []));
        database.Clock.MoveTo("2026-03-22 09:00");
        Assert.NotNull(await forms.KeepAsync(person.Actor, session, "/work", []));
        await new SignOut(database.Db).RunAsync(person.Actor, session, "x");
        Assert.Null(await forms.KeepAsync(person.Actor, session, "/work", []));
    }

    [Fact]
    public async Task An_emergency_administrator_is_appointed_from_the_command_line_and_the_others_are_told()
    {
        var (first, _) = await SignedInAsync(Role.Administrator);
        var (person, _) = await SignedInAsync(Role.Applicant);
        var roles = new SetRoles(database.Db);
        var appoint = new AppointAdministrator(database.Db, Office);
        Assert.NotNull((await appoint.RunAsync(person.Email)).FirstRefusal);
        Assert.Null((await appoint.RunAsync(person.Email, breakGlass: true)).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("Person", "BreakGlass = 1"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "ToAddress = @Email", new { first.Email }));
        var named = await database.Db.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { person.Id });
        await StartAsync(named, Desk);
        Assert.Equal(
            1,
            await database.CountAsync(
                "OutboxEmail",
                "ToAddress = @Email and Subject = 'The account for emergencies was used'",
                new { first.Email }
            )
        );
        await roles.RunAsync(first.Actor, person.Id, [Role.Administrator, Role.Auditor], "More");
        Assert.Equal(1, await database.CountAsync("Person", "BreakGlass = 1"));
        await roles.RunAsync(first.Actor, person.Id, [Role.Auditor], "Not any more");
        Assert.Equal(0, await database.CountAsync("Person", "BreakGlass = 1"));
    }

    [Fact]
    public async Task Sign_in_attempts_with_unknown_addresses_are_counted_without_storing_the_address()
    {
        var record = new RecordSignIn(database.Db, new(database.Db, database.Encryption, database.Clock));
        foreach (var address in new[] { "a@nowhere.example", "A@nowhere.example ", "b@nowhere.example" })
            await record.WrongAsync(null, address, SignInKind.WrongPassword, 1, "Chrome on Windows");
        var view = await new SignIns(database.Db).GetAsync(new(null, SignInKind.UnknownAddress, 30), 1);
        Assert.Equal((3, 2), (view.Count, view.UnknownAddresses));
        Assert.DoesNotContain(view.Rows, row => row.Who.Contains("nowhere", StringComparison.Ordinal));
        Assert.Equal(0, await database.CountAsync("SignInEvent", "AddressHash like '%nowhere%'"));
    }

    [Fact]
    public async Task The_sign_in_list_needs_a_fixed_number_of_statements_and_forgets_after_thirteen_months()
    {
        var (person, _) = await SignedInAsync(Role.PanelMember);
        var list = new SignIns(database.Db);
        var few = await TestDatabase.StatementsAsync(database.Db, () => list.GetAsync(new(null, null, 30), 1));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                SessionSql.InsertEvent,
                Enumerable
                    .Range(0, 3_000)
                    .Select(number => new
                    {
                        Id = Guid.CreateVersion7(),
                        Now = work.Now.AddSeconds(-number),
                        Person = person.Id,
                        AddressHash = (string?)null,
                        Kind = "WrongCode",
                        Detail = (string?)null,
                        Device = "Chrome on Windows",
                    })
            )
        );
        var many = await TestDatabase.StatementsAsync(database.Db, () => list.GetAsync(new(null, null, 30), 2));
        Assert.Equal(few.Count, many.Count);
        var view = await list.GetAsync(new(person.Email, SignInKind.WrongCode, 30), 60);
        Assert.Equal((3_000, 50, 60), (view.Count, view.Rows.Count, view.Pages));
        Assert.Equal(0, (await list.GetAsync(new("no one of this name", null, 30), 1)).Count);
        database.Clock.MoveTo("2027-05-02 09:00");
        await StartAsync(person, Desk);
        Assert.Equal(1, await database.CountAsync("SignInEvent"));
        Assert.Equal(1, await database.CountAsync("PersonSession"));
    }

    private async Task<(Person, Guid)> SignedInAsync(Role role)
    {
        var actor = await scenario.PersonAsync(role);
        var person = await database.Db.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { actor.Id });
        return (person, await StartAsync(person, Desk));
    }

    private async Task<Guid> StartAsync(Person person, Device device) =>
        (await start.RunAsync(person, new(SignInKind.Password), device)).Value;

    private SignInFromDirectory Directory() =>
        new(
            database.Db,
            new()
            {
                Roles = new Dictionary<string, Role> { ["g-officers"] = Role.CommissioningOfficer, ["g-finance"] = Role.FinanceOfficer },
            }
        );

    private static DirectoryAnswer Answer(string email, string subject, params string[] groups) =>
        new()
        {
            Subject = subject,
            Email = email,
            EmailVouchedFor = true,
            Name = "Jo Example",
            Groups = groups,
        };

    private static Passkey Key(Person person, string name, byte credential) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = person.Id,
            CredentialId = Convert.ToBase64String([credential]),
            PublicKey = Convert.ToBase64String([1, 2]),
            Name = name,
            SignCount = 0,
            Transports = "internal",
            BackupEligible = false,
            BackedUp = false,
            CreatedAt = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
        };

    public void Dispose() => database.Dispose();
}
