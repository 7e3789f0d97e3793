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
public sealed class AfterAwardModel(Db db, SaveAwardPolicy savePolicy) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public PolicyForm Form { get; set; } = new();
    public Round Round { get; private set; } = null!;
    public Refusal? WhyFrozen => RoundRules.WhyCannotChange(Round);

    /// <summary>Kinds of variation with an approver setting. Budget moves depend on their percentage unless an approver is set
    /// here.</summary>
    public static readonly IReadOnlyList<VariationKind> Kinds =
    [
        VariationKind.Purpose,
        VariationKind.Budget,
        VariationKind.Dates,
        VariationKind.Contact,
        VariationKind.Amount,
        VariationKind.GiveUp,
        VariationKind.BreachNotice,
        VariationKind.Suspension,
        VariationKind.Resumption,
        VariationKind.Termination,
        VariationKind.Recovery,
    ];
    public static readonly IReadOnlyList<Choice> Roles =
    [
        new("", "Another officer; for budgets above the percentage, an approver"),
        .. new[] { Role.CommissioningOfficer, Role.FinanceOfficer, Role.Approver }.Select(role => new Choice(
            role.ToString(),
            RolePermissions.Name(role)
        )),
    ];
    public static readonly IReadOnlyList<Choice> Profiles =
    [
        new(nameof(PaymentProfile.AtOnce), "At once, on acceptance"),
        new(nameof(PaymentProfile.Staged), "In stages, at dates and conditions"),
        new(nameof(PaymentProfile.Arrears), "In arrears, for what was spent"),
    ];

    /// <summary>Which grants get a form of returns.</summary>
    public static string When(ReturnForm form) =>
        (form.From > Money.Zero ? $"grants from {form.From.ToShortString()}" : "all smaller grants")
        + (form.WhenEnhanced ? ", and applications that were checked as Enhanced" : "");

    public sealed class PolicyForm
    {
        public string? Payment { get; set; }
        public string? StagePercents { get; set; }
        public string? ProofFrom { get; set; }
        public string? InterimFrom { get; set; }
        public bool QuarterlyWhenEnhanced { get; set; }
        public string? ReturnDueDays { get; set; }
        public string? ReminderDays { get; set; }
        public string? EscalateAfter { get; set; }
        public bool SecondPersonCertifies { get; set; }
        public bool OverdueBlocksApplications { get; set; }
        public string? EvidencePercent { get; set; }
        public string? EvidenceFrom { get; set; }
        public string? People { get; set; }
        public bool PublishProjects { get; set; }
        public string? TolerancePercent { get; set; }
        public string? ToleranceFrom { get; set; }
        public string? CertificateFrom { get; set; }
        public string? ExaminerFrom { get; set; }
        public string? CertificateDays { get; set; }
        public bool CertificateHoldsPayment { get; set; }
        public string? PutRightDays { get; set; }
        public string? OfficerMovePercent { get; set; }
        public List<string?> Approvers { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        Round = (await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id))).Round;
        var policy = Round.Policy.Awards;
        Form = new()
        {
            Payment = policy.Payment.ToString(),
            StagePercents = string.Join(", ", policy.StagePercents),
            ProofFrom = policy.ProofFrom.ToInput(),
            InterimFrom = policy.InterimFrom.ToInput(),
            QuarterlyWhenEnhanced = policy.QuarterlyWhenEnhanced,
            ReturnDueDays = Text(policy.ReturnDueDays),
            ReminderDays = string.Join(", ", policy.ReminderDays),
            EscalateAfter = Text(policy.EscalateAfter),
            SecondPersonCertifies = policy.SecondPersonCertifies,
            OverdueBlocksApplications = policy.OverdueBlocksApplications,
            EvidencePercent = Text(policy.EvidencePercent),
            EvidenceFrom = policy.EvidenceFrom.ToInput(),
            People = string.Join(
                '\n',
                policy.People.Select(question =>
                    $"{(question.MayOverlap ? "+ " : "")}{question.Name}: {string.Join("; ", question.Choices)}"
                )
            ),
            PublishProjects = policy.PublishProjects,
            TolerancePercent = Text(policy.TolerancePercent),
            ToleranceFrom = policy.ToleranceFrom.ToInput(),
            CertificateFrom = policy.CertificateFrom.ToInput(),
            ExaminerFrom = policy.ExaminerFrom.ToInput(),
            CertificateDays = Text(policy.CertificateDays),
            CertificateHoldsPayment = policy.CertificateHoldsPayment,
            PutRightDays = Text(policy.PutRightDays),
            OfficerMovePercent = Text(policy.OfficerMovePercent),
            Approvers = Kinds.Select(kind => policy.Approvers.TryGetValue(kind, out var role) ? role.ToString() : null).ToList(),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Round = (await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id))).Round;
        while (Form.Approvers.Count < Kinds.Count)
            Form.Approvers.Add(null);
        var policy = Read();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await savePolicy.RunAsync(User.Actor(), Id, policy))
            ? this.PageWithErrors()
            : this.Next(Links.Funds.Round(Id), "The settings for after the award are saved");
    }

    private AwardPolicy Read() =>
        Round.Policy.Awards with
        {
            Payment =
                Enum.TryParse<PaymentProfile>(Form.Payment, out var profile) && Enum.IsDefined(profile) ? profile : PaymentProfile.AtOnce,
            StagePercents = Numbers(Form.StagePercents, nameof(Form.StagePercents)),
            ProofFrom = Amount(Form.ProofFrom, nameof(Form.ProofFrom)),
            InterimFrom = Amount(Form.InterimFrom, nameof(Form.InterimFrom)),
            QuarterlyWhenEnhanced = Form.QuarterlyWhenEnhanced,
            ReturnDueDays = Whole(Form.ReturnDueDays, nameof(Form.ReturnDueDays)),
            ReminderDays = Numbers(Form.ReminderDays, nameof(Form.ReminderDays)),
            EscalateAfter = Whole(Form.EscalateAfter, nameof(Form.EscalateAfter)),
            SecondPersonCertifies = Form.SecondPersonCertifies,
            OverdueBlocksApplications = Form.OverdueBlocksApplications,
            EvidencePercent = Whole(Form.EvidencePercent, nameof(Form.EvidencePercent)),
            EvidenceFrom = Amount(Form.EvidenceFrom, nameof(Form.EvidenceFrom)),
            People = (Form.People ?? "")
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line =>
                    line.TrimStart('+').Split(':', 2, StringSplitOptions.TrimEntries) is var parts
                        ? new PeopleQuestion(
                            parts[0],
                            line.StartsWith('+'),
                            parts.Length > 1
                                ? parts[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                                : []
                        )
                        : null!
                )
                .ToList(),
            PublishProjects = Form.PublishProjects,
            TolerancePercent = Whole(Form.TolerancePercent, nameof(Form.TolerancePercent)),
            ToleranceFrom = Amount(Form.ToleranceFrom, nameof(Form.ToleranceFrom)),
            CertificateFrom = Amount(Form.CertificateFrom, nameof(Form.CertificateFrom)),
            ExaminerFrom = Amount(Form.ExaminerFrom, nameof(Form.ExaminerFrom)),
            CertificateDays = Whole(Form.CertificateDays, nameof(Form.CertificateDays)),
            CertificateHoldsPayment = Form.CertificateHoldsPayment,
            PutRightDays = Whole(Form.PutRightDays, nameof(Form.PutRightDays)),
            OfficerMovePercent = Whole(Form.OfficerMovePercent, nameof(Form.OfficerMovePercent)),
            Approvers = Kinds
                .Zip(Form.Approvers)
                .Where(pair => Enum.TryParse<Role>(pair.Second, out _))
                .ToDictionary(pair => pair.First, pair => Enum.Parse<Role>(pair.Second!)),
        };

    private List<int> Numbers(string? typed, string field)
    {
        List<int> numbers = [];
        foreach (var part in (typed ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(part.TrimEnd('%'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
            else
                this.AddError(field, $"\"{part}\" is not a whole number. Separate the numbers with commas.");
        return numbers;
    }

    private int Whole(string? typed, string field)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return whole;
        this.AddError(field, "Enter a whole number");
        return 0;
    }

    private Money Amount(string? typed, string field)
    {
        if (Money.Parse(typed) is { } amount)
            return amount;
        this.AddError(field, Money.WhyNot(typed, "Enter an amount in pounds, for example 5,000"));
        return Money.Zero;
    }

    private static string Text(int whole) => whole.ToString(CultureInfo.InvariantCulture);
}
