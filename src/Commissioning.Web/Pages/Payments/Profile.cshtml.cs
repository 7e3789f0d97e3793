using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ProfileModel(Db db, SaveExportProfile save, RetireExportProfile retire) : PageModel
{
    private const int BlankRows = 3;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProfileForm Form { get; set; } = new();
    public ExportProfiles.ExportProfile Saved { get; private set; } = null!;
    public string? Preview { get; private set; }

    public sealed class ProfileForm
    {
        public int Version { get; set; }
        public string? Name { get; set; }
        public List<ColumnForm> Columns { get; set; } = [];
        public bool HasHeadings { get; set; }
        public string? Header { get; set; }
        public string? Trailer { get; set; }
        public ExportDates Dates { get; set; }
        public ExportDecimals Decimals { get; set; }
        public ExportSigns Signs { get; set; }
        public ExportSeparator Separator { get; set; }
        public ExportQualifier Qualifier { get; set; }
        public ExportEncoding Encoding { get; set; }
        public string? FileName { get; set; }
    }

    public sealed class ColumnForm
    {
        public string? Place { get; set; }
        public string? Field { get; set; }
        public string? Heading { get; set; }
        public string? Text { get; set; }
    }

    public static readonly IReadOnlyList<Choice> Fields =
    [
        new("", "No column"),
        .. Enum.GetValues<ExportField>().Select(field => new Choice(field.ToString(), ExportRules.Name(field))),
    ];
    public static readonly string LineHint =
        $"It may have {string.Join(", ", ExportRules.LineFields.Select(field => $"{{{{{field}}}}}"))}. One of the two lines needs {{{{total}}}}.";
    public static readonly IReadOnlyList<Choice> DateChoices =
    [
        new(nameof(ExportDates.DayMonthYear), "31/03/2027"),
        new(nameof(ExportDates.YearMonthDay), "2027-03-31"),
        new(nameof(ExportDates.DigitsOnly), "20270331"),
        new(nameof(ExportDates.NamedMonth), "31-Mar-2027"),
    ];
    public static readonly IReadOnlyList<Choice> DecimalChoices =
    [
        new(nameof(ExportDecimals.Point), "1234.50"),
        new(nameof(ExportDecimals.Comma), "1234,50"),
        new(nameof(ExportDecimals.Pence), "123450 (whole pence)"),
    ];
    public static readonly IReadOnlyList<Choice> SignChoices =
    [
        new(nameof(ExportSigns.SpentIsPositive), "What is spent is positive, what comes back is negative"),
        new(nameof(ExportSigns.SpentIsNegative), "What is spent is negative, what comes back is positive"),
        new(nameof(ExportSigns.DebitAndCredit), "A debit and a credit column without signs"),
    ];
    public static readonly IReadOnlyList<Choice> SeparatorChoices =
    [
        new(nameof(ExportSeparator.Comma), "Comma"),
        new(nameof(ExportSeparator.Semicolon), "Semicolon"),
        new(nameof(ExportSeparator.Tab), "Tab"),
        new(nameof(ExportSeparator.Pipe), "Vertical bar"),
    ];
    public static readonly IReadOnlyList<Choice> QualifierChoices =
    [
        new(nameof(ExportQualifier.DoubleQuote), "Double quotation marks"),
        new(nameof(ExportQualifier.SingleQuote), "Single quotation marks"),
        new(nameof(ExportQualifier.None), "Nothing: the separator becomes a space"),
    ];
    public static readonly IReadOnlyList<Choice> EncodingChoices =
    [
        new(nameof(ExportEncoding.Utf8WithMark), "UTF-8 with a byte order mark, which Excel needs"),
        new(nameof(ExportEncoding.Utf8), "UTF-8"),
        new(nameof(ExportEncoding.Windows1252), "Windows-1252 (Western European)"),
        new(nameof(ExportEncoding.Ascii), "ASCII: accents are dropped"),
    ];

    public async Task OnGetAsync()
    {
        await ReadAsync();
        var layout = Saved.Layout;
        Form = new()
        {
            Version = Saved.Version,
            Name = Saved.Name,
            Columns = Rows(
                layout.Columns.Select(column => new ColumnForm
                {
                    Field = column.Field.ToString(),
                    Heading = column.Heading,
                    Text = column.Text,
                })
            ),
            HasHeadings = layout.HasHeadings,
            Header = layout.Header,
            Trailer = layout.Trailer,
            Dates = layout.Dates,
            Decimals = layout.Decimals,
            Signs = layout.Signs,
            Separator = layout.Separator,
            Qualifier = layout.Qualifier,
            Encoding = layout.Encoding,
            FileName = layout.FileName,
        };
        await PreviewAsync(layout);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        var layout = Sorted();
        if (!this.AnyErrors(await save.RunAsync(User.Actor(), Id, Form.Version, Form.Name, layout)))
            return this.Next(Links.Payments.Profile(Id), "The profile is saved");
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await ReadAsync();
        var layout = Sorted();
        if (this.AnyErrors(ExportRules.WhyNotAProfile(Form.Name, layout)))
            return this.PageWithErrors();
        await PreviewAsync(layout);
        return Page();
    }

    public async Task<IActionResult> OnPostRetireAsync()
    {
        var retired = await retire.RunAsync(User.Actor(), Id, Form.Version);
        if (retired.IsDone)
            return this.Next(Links.Payments.Profiles, "The profile is no longer used");
        await OnGetAsync();
        return this.PageWithErrors(retired);
    }

    /// <summary>The layout as typed, its columns in the order of their places; the form follows.</summary>
    private ExportLayout Sorted()
    {
        ModelState.Clear();
        Form.Columns = Rows(
            Form.Columns.Take(ExportRules.MostColumns + BlankRows)
                .Where(column => !string.IsNullOrEmpty(column.Field))
                .Select((column, i) => (Column: column, Place: decimal.TryParse(column.Place, out var place) ? place : i + 1))
                .OrderBy(pair => pair.Place)
                .Select(pair => pair.Column)
        );
        return new()
        {
            Columns = Form
                .Columns.Where(column => Enum.TryParse<ExportField>(column.Field, out _))
                .Select(column => new ExportColumn(
                    Enum.Parse<ExportField>(column.Field!),
                    column.Heading?.Trim() ?? "",
                    column.Text?.Trim() ?? ""
                ))
                .ToList(),
            HasHeadings = Form.HasHeadings,
            Header = Form.Header?.Trim() ?? "",
            Trailer = Form.Trailer?.Trim() ?? "",
            Dates = Form.Dates,
            Decimals = Form.Decimals,
            Signs = Form.Signs,
            Separator = Form.Separator,
            Qualifier = Form.Qualifier,
            Encoding = Form.Encoding,
            FileName = Form.FileName?.Trim() ?? "",
        };
    }

    private static List<ColumnForm> Rows(IEnumerable<ColumnForm> columns)
    {
        var rows = columns.Concat(Enumerable.Range(0, BlankRows).Select(_ => new ColumnForm())).ToList();
        for (var i = 0; i < rows.Count; i++)
            rows[i].Place = (i + 1).ToString(CultureInfo.InvariantCulture);
        return rows;
    }

    private async Task ReadAsync() => Saved = await db.ReadAsync(work => ExportProfiles.GetAsync(work, Id));

    private async Task PreviewAsync(ExportLayout layout) =>
        Preview = await db.ReadAsync(work => ExportProfiles.PreviewAsync(work, Saved.Kind, layout));
}
