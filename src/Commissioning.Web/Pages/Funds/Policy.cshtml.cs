using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class PolicyModel(Db db, SavePolicy savePolicy) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PolicyForm Form { get; set; } = new();
    public RoundSetup Setup { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Times =
    [
        new("false", "All together, after the round closes"),
        new("true", "As they come in, while the round is open", "The pot counts down on the round's page"),
    ];
    public static readonly IReadOnlyList<Choice> TooLarge =
    [
        new(nameof(WhenTooLarge.SkipAndContinue), "Pass over it and try the next"),
        new(nameof(WhenTooLarge.Stop), "Stop there"),
    ];
    public static readonly IReadOnlyList<Choice> Rungs =
    [
        new("", "No further step"),
        .. Enum.GetValues<TieRung>().Select(rung => new Choice(rung.ToString(), PolicyRules.Name(rung))),
    ];

    public IReadOnlyList<Choice> Fences =>
        Setup.Zones.Count == 0
            ? [new(nameof(RingFence.None), "No"), new(nameof(RingFence.Priority), "Yes, by priority")]
            :
            [
                new(nameof(RingFence.None), "No"),
                new(nameof(RingFence.Priority), "Yes, by priority"),
                new(nameof(RingFence.Zone), "Yes, by zone"),
            ];

    /// <summary>A round's policy as typed, until every part can be read.</summary>
    public sealed class PolicyForm
    {
        public string? Rolling { get; set; }
        public string? RingFence { get; set; }
        public string? Shares { get; set; }
        public string? WhenTooLarge { get; set; }
        public string? AreaApplications { get; set; }
        public string? AreaMoney { get; set; }
        public string? PriorityApplications { get; set; }
        public string? PriorityMoney { get; set; }
        public string? OrganisationMoney { get; set; }
        public List<string?> TieLadder { get; set; } = [];
        public string? Bands { get; set; }
        public string? OverAllocationPercent { get; set; }
        public string? ReserveDays { get; set; }
        public string? SignOffs { get; set; }
        public string? PassFailCriteria { get; set; }
        public string? AssessorsPerApplication { get; set; }
        public string? MostPriorities { get; set; }
        public bool SecondPersonCertifies { get; set; }
        public bool HideApplicants { get; set; }
        public string? WideSpread { get; set; }
        public string? Margin { get; set; }
        public string? Quorum { get; set; }
        public string? LeastScores { get; set; }
    }

    public async Task OnGetAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        var policy = Setup.Round.Policy;
        Limit? LimitOf(LimitBy by) => policy.Limits.FirstOrDefault(limit => limit.By == by);
        Form = new()
        {
            Rolling = policy.Rolling ? "true" : "false",
            RingFence = policy.RingFence.ToString(),
            Shares = string.Join('\n', policy.Shares.Select(share => $"{share.Name}: {share.Amount.ToInput()}")),
            WhenTooLarge = policy.WhenTooLarge.ToString(),
            AreaApplications = Text(LimitOf(LimitBy.Area)?.MostApplications),
            AreaMoney = LimitOf(LimitBy.Area)?.MostMoney?.ToInput(),
            PriorityApplications = Text(LimitOf(LimitBy.Priority)?.MostApplications),
            PriorityMoney = LimitOf(LimitBy.Priority)?.MostMoney?.ToInput(),
            OrganisationMoney = LimitOf(LimitBy.Organisation)?.MostMoney?.ToInput(),
            TieLadder = Enumerable
                .Range(0, Rungs.Count - 1)
                .Select(i => i < policy.TieLadder.Count ? policy.TieLadder[i].ToString() : null)
                .ToList(),
            Bands = string.Join(", ", policy.Bands),
            OverAllocationPercent = Text(policy.OverAllocationPercent),
            ReserveDays = Text(policy.ReserveDays),
            SignOffs = string.Join('\n', policy.SignOffs.Select(step => $"{step.Title}: {RolePermissions.Name(step.Role)}")),
            PassFailCriteria = string.Join(
                '\n',
                Setup.PassFailCriteria.Select(passFail =>
                    passFail.Guidance.Length > 0 ? $"{passFail.Name}: {passFail.Guidance}" : passFail.Name
                )
            ),
            AssessorsPerApplication = Text(policy.AssessorsPerApplication),
            MostPriorities = Text(policy.MostPriorities),
            SecondPersonCertifies = policy.SecondPersonCertifies,
            HideApplicants = policy.HideApplicants,
            WideSpread = Text(policy.WideSpread),
            Margin = policy.Margin.ToString("0.##", CultureInfo.InvariantCulture),
            Quorum = Text(policy.Quorum),
            LeastScores = Text(policy.LeastScores),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        var policy = Read();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var passFails = (Form.PassFailCriteria ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""))
            .ToList();
        return this.AnyErrors(await savePolicy.RunAsync(User.Actor(), Id, policy, passFails))
            ? this.PageWithErrors()
            : this.Next(Links.Funds.Round(Id), "The rules for deciding applications are saved");
    }

    private RoundPolicy Read()
    {
        var shares = new List<PotShare>();
        foreach (var line in (Form.Shares ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.LastIndexOf(':');
            if (colon > 0 && Money.Parse(line[(colon + 1)..]) is { } amount)
                shares.Add(new(line[..colon].Trim(), amount));
            else
                this.AddError(
                    nameof(Form.Shares),
                    Money.WhyNot(line[(colon + 1)..], $"Write \"{line}\" as a name, a colon and an amount, for example Road Safety: 50,000")
                );
        }
        var bands = (Form.Bands ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(band => int.TryParse(band.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : -1)
            .ToList();
        List<Limit> limits =
        [
            new(LimitBy.Area, Whole(Form.AreaApplications, nameof(Form.AreaApplications)), Amount(Form.AreaMoney, nameof(Form.AreaMoney))),
            new(
                LimitBy.Priority,
                Whole(Form.PriorityApplications, nameof(Form.PriorityApplications)),
                Amount(Form.PriorityMoney, nameof(Form.PriorityMoney))
            ),
            new(
                LimitBy.Organisation,
                Setup.Round.Policy.Limits.FirstOrDefault(limit => limit.By == LimitBy.Organisation)?.MostApplications,
                Amount(Form.OrganisationMoney, nameof(Form.OrganisationMoney))
            ),
        ];
        return Setup.Round.Policy with
        {
            Rolling = Form.Rolling == "true",
            RingFence = Choice<RingFence>(Form.RingFence, nameof(Form.RingFence)),
            Shares = shares,
            WhenTooLarge = Choice<WhenTooLarge>(Form.WhenTooLarge, nameof(Form.WhenTooLarge)),
            Bands = bands,
            OverAllocationPercent = Whole(Form.OverAllocationPercent, nameof(Form.OverAllocationPercent)) ?? 0,
            ReserveDays = Whole(Form.ReserveDays, nameof(Form.ReserveDays)) ?? 0,
            SignOffs = SignOffsOf(Form.SignOffs),
            AssessorsPerApplication = Whole(Form.AssessorsPerApplication, nameof(Form.AssessorsPerApplication)),
            MostPriorities = Whole(Form.MostPriorities, nameof(Form.MostPriorities)) ?? 1,
            SecondPersonCertifies = Form.SecondPersonCertifies,
            HideApplicants = Form.HideApplicants,
            WideSpread = Whole(Form.WideSpread, nameof(Form.WideSpread)) ?? 0,
            Quorum = Whole(Form.Quorum, nameof(Form.Quorum)) ?? 0,
            LeastScores = Whole(Form.LeastScores, nameof(Form.LeastScores)) ?? 0,
            Margin = decimal.TryParse(Form.Margin, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var margin)
                ? margin
                : -1,
            Limits = limits.Where(limit => limit.MostApplications is not null || limit.MostMoney is not null).ToList(),
            TieLadder = Form
                .TieLadder.Where(rung => !string.IsNullOrEmpty(rung))
                .Select(rung => Choice<TieRung>(rung, Refusal.At(nameof(Form.TieLadder), 0)))
                .ToList(),
        };
    }

    private List<SignOffStep> SignOffsOf(string? typed)
    {
        var steps = new List<SignOffStep>();
        foreach (var line in (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (
                parts.Length == 2
                && Signers.FirstOrDefault(role => string.Equals(RolePermissions.Name(role), parts[1], StringComparison.OrdinalIgnoreCase))
                    is var role
                && role != default
            )
                steps.Add(new(parts[0], role));
            else
                this.AddError(
                    nameof(Form.SignOffs),
                    $"Write \"{line}\" as a title, a colon and one of {string.Join(", ", Signers.Select(RolePermissions.Name))}"
                );
        }
        return steps;
    }

    private static readonly Role[] Signers = [Role.CommissioningOfficer, Role.FinanceOfficer, Role.Approver];

    private T Choice<T>(string? chosen, string field)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(chosen, out var value) && Enum.IsDefined(value))
            return value;
        this.AddError(field, "Choose one");
        return default;
    }

    private int? Whole(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return whole;
        this.AddError(field, "Enter a whole number, or leave it empty");
        return null;
    }

    private Money? Amount(string? typed, string field) =>
        this.ReadMoney(typed, field, "Enter an amount in pounds, for example 20,000, or leave it empty");

    private static string? Text(int? whole) => whole?.ToString(CultureInfo.InvariantCulture);
}
