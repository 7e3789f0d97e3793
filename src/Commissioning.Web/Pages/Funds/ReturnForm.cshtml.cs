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

/// <summary>One of a round's forms of returns: what it asks, in which words and order, with the office's own questions.</summary>
[Requires(Permission.ManageRounds), RequestFormLimits(ValueCountLimit = 2000)]
public sealed class ReturnFormModel(Db db, SaveAwardPolicy savePolicy) : PageModel
{
    /// <summary>Words of an answer to a question of the office's own.</summary>
    private const int MostWords = 200;

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public int Place { get; set; }

    [BindProperty]
    public FormBox Form { get; set; } = new();
    public Round Round { get; private set; } = null!;
    public Refusal? WhyFrozen => RoundRules.WhyCannotChange(Round);

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(nameof(QuestionKind.LongText), "A few lines"),
        new(nameof(QuestionKind.ShortText), "One line"),
        new(nameof(QuestionKind.Number), "A number"),
        new(nameof(QuestionKind.Money), "A sum of money"),
        new(nameof(QuestionKind.YesNo), "Yes or no"),
        new(nameof(QuestionKind.OneOf), "One of several answers"),
    ];

    public sealed class FormBox
    {
        public string? Name { get; set; }
        public string? From { get; set; }
        public bool WhenEnhanced { get; set; }
        public bool OnePage { get; set; }
        public List<ItemBox> Items { get; set; } = [];
        public List<OwnBox> Own { get; set; } = [];
    }

    public sealed class ItemBox
    {
        public ReturnItemKind Kind { get; set; }
        public bool Asked { get; set; }
        public string? Position { get; set; }
        public string? Wording { get; set; }
        public string? Hint { get; set; }
        public string? UsedFor { get; set; }
        public bool Required { get; set; }
    }

    public sealed class OwnBox
    {
        public string? Code { get; set; }
        public string? Wording { get; set; }
        public string? Hint { get; set; }
        public string? Kind { get; set; }
        public string? Options { get; set; }
        public string? UsedFor { get; set; }
        public string? Position { get; set; }
        public bool Required { get; set; }
    }

    public async Task OnGetAsync()
    {
        var form = await LoadAsync();
        Form = new()
        {
            Name = form.Name,
            From = form.From.ToInput(),
            WhenEnhanced = form.WhenEnhanced,
            OnePage = form.OnePage,
            Items = Enum.GetValues<ReturnItemKind>()
                .Where(kind => kind != ReturnItemKind.Own)
                .OrderBy(kind => PlaceOf(form, kind) ?? int.MaxValue)
                .Select(kind => BoxOf(form, kind))
                .ToList(),
            Own = form
                .Own.Select(item => new OwnBox
                {
                    Code = item.Question!.Code,
                    Wording = item.Question.Wording,
                    Hint = item.Question.Hint,
                    Kind = item.Question.Kind.ToString(),
                    Options = string.Join('\n', item.Question.Settings.Options),
                    UsedFor = item.UsedFor,
                    Position = Text(form.Items.ToList().IndexOf(item) + 1),
                    Required = item.Question.Required,
                })
                .ToList(),
        };
        if (Form.Own.Count < ReturnForms.MostOwn)
            Form.Own.Add(new() { Position = Text(form.Items.Count + 1) });
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var before = await LoadAsync();
        var form = Read(before);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var forms = Round.Policy.Awards.ReturnForms.Select((one, place) => place == Place ? form : one).ToList();
        var outcome = await savePolicy.RunAsync(User.Actor(), Id, Round.Policy.Awards with { ReturnForms = forms });
        return outcome.IsDone
            ? this.Next(Links.Funds.ReturnForm(Id, Place), "The form of returns is saved")
            : this.PageWithErrors(Result.Of(outcome.Refusals.Select(AtFirstItem).ToList()));
    }

    // The list of things to ask has no box of its own.
    private static Refusal AtFirstItem(Refusal refusal) =>
        refusal.Field == nameof(ReturnForm.Items)
            ? refusal with
            {
                Field = Refusal.At(nameof(FormBox.Items), 0, nameof(ItemBox.Asked)),
            }
            : refusal;

    private ReturnForm Read(ReturnForm before)
    {
        var from = this.ReadMoney(Form.From, nameof(Form.From), "Enter an amount in pounds, for example 5,000");
        if (from is null && ModelState.IsValid)
            this.AddError(nameof(Form.From), "Enter the smallest grant that gets this form, or 0");
        if (string.IsNullOrWhiteSpace(Form.Name) || Form.Name.Length > 50)
            this.AddError(nameof(Form.Name), "Name this form, in up to 50 characters");
        var own = Form.Own.Where(box => !string.IsNullOrWhiteSpace(box.Wording)).ToList();
        return before with
        {
            Name = Form.Name?.Trim() ?? "",
            From = from ?? before.From,
            WhenEnhanced = Form.WhenEnhanced,
            OnePage = Form.OnePage,
            Items = Form
                .Items.Where(box => box.Asked && box.Kind != ReturnItemKind.Own)
                .Select(box => (At: Number(box.Position), Item: ItemOf(box)))
                .Concat(own.Select(box => (At: Number(box.Position), Item: ItemOf(box, before, own))))
                .OrderBy(one => one.At)
                .Select(one => one.Item)
                .ToList(),
        };
    }

    private static ReturnItem ItemOf(ItemBox box) =>
        new()
        {
            Kind = box.Kind,
            Wording = Blank(box.Wording),
            Hint = Blank(box.Hint),
            UsedFor = Blank(box.UsedFor),
            Required = !ReturnForms.MayBeOptional(box.Kind) || box.Required,
        };

    /// <summary>A code stays with its question, because answers are kept by it.</summary>
    private static ReturnItem ItemOf(OwnBox box, ReturnForm before, List<OwnBox> own)
    {
        var known = before.Own.FirstOrDefault(item => item.Question!.Code == box.Code)?.Question;
        var kind =
            Enum.TryParse<QuestionKind>(box.Kind, out var chosen) && Kinds.Any(one => one.Value == box.Kind)
                ? chosen
                : QuestionKind.LongText;
        return new()
        {
            Kind = ReturnItemKind.Own,
            UsedFor = Blank(box.UsedFor),
            Question = new()
            {
                Id = known?.Id ?? Guid.CreateVersion7(),
                Code = known?.Code ?? $"own-{Guid.NewGuid():N}"[..12],
                Position = own.IndexOf(box) + 1,
                Section = "Returns",
                Wording = box.Wording!.Trim(),
                Hint = Blank(box.Hint),
                WordLimit = kind is QuestionKind.LongText or QuestionKind.ShortText ? MostWords : 0,
                Required = box.Required,
                Kind = kind,
                Settings = new()
                {
                    Options =
                        kind == QuestionKind.OneOf
                            ? (box.Options ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            : [],
                },
            },
        };
    }

    private static ItemBox BoxOf(ReturnForm form, ReturnItemKind kind)
    {
        var item = form.Item(kind);
        return new()
        {
            Kind = kind,
            Asked = item is not null,
            Position = Text(PlaceOf(form, kind) ?? form.Items.Count + 1),
            Wording = item?.Wording,
            Hint = item?.Hint,
            UsedFor = item?.UsedFor,
            Required = item?.Required ?? true,
        };
    }

    private async Task<ReturnForm> LoadAsync()
    {
        Round = (await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id))).Round;
        return Round.Policy.Awards.ReturnForms.ElementAtOrDefault(Place) ?? throw new NotFoundException("No such form of returns");
    }

    private static int? PlaceOf(ReturnForm form, ReturnItemKind kind) =>
        form.Items.Select((item, i) => (item, i)).Where(one => one.item.Kind == kind).Select(one => (int?)one.i + 1).FirstOrDefault();

    private static int Number(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string? Blank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
