using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.DueDiligence;

/// <summary>Reads a public register's bulk extract line by line, never whole in memory: the Charity Commission's files of charities, their
/// other names and their trustees (tabs), Companies House's basic company data (commas) and the UK Sanctions List or the former
/// consolidated list (commas), plain or zipped. Required columns are in <see cref="Columns"/>; others are ignored.</summary>
internal static partial class RegisterFile
{
    public const int MostFaults = 100;

    /// <summary>The most bytes that a zipped extract may unpack to. Companies House's has 2.7 GB (2025).</summary>
    private const long MostUnpacked = 20L << 30;

    /// <param name="Number">Line number in the file, from 1 with the header.</param>
    /// <param name="Entry">Null for a faulty line, or one that is not a separate entry.</param>
    public sealed record RegisterLine(int Number, Entry? Entry, Listed? Listed, string? Fault)
    {
        /// <summary>Another name of a charity, or a trustee.</summary>
        public Named? Named { get; init; }

        /// <summary>The fault is of the whole file, so nothing of it can be used.</summary>
        public bool IsOfFile { get; init; }

        /// <summary>The line has too few columns. The last line of a file that was cut off has.</summary>
        public bool IsShort { get; init; }
    }

    public sealed record Entry(
        string Number,
        string Name,
        string Status,
        DateOnly? RegisteredOn,
        DateOnly? RemovedOn,
        DateOnly? AccountsTo,
        DateOnly? AccountsDueOn,
        bool? Overdue,
        bool? Insolvent,
        string? AddressLine,
        string? Town,
        string? Postcode
    )
    {
        public Money? Income { get; init; }
        public Money? Expenditure { get; init; }
        public string? LegalForm { get; init; }
        public bool? Dissolving { get; init; }
        public string? SicCodes { get; init; }
        public int? Charges { get; init; }
        public IReadOnlyList<string> FormerNames { get; init; } = [];
    }

    /// <summary>A name that belongs to a charity's number.</summary>
    public sealed record Named(string Number, string Name);

    /// <summary>One name of a person or organisation on the sanctions list.</summary>
    /// <param name="NonLatin">The name in another script. Null: not given.</param>
    /// <param name="Script">Its language, or its script, in the list's own words. Null: not given.</param>
    /// <param name="Town">Town of birth. Null: not given.</param>
    public sealed record Listed(
        string GroupId,
        string Kind,
        string Name,
        string? Born,
        string? Regime,
        NameStrength Strength,
        string? NonLatin,
        string? Script,
        string? Town
    );

    public static IReadOnlyList<string> Columns(ExtractKind kind) =>
        kind switch
        {
            ExtractKind.Charity =>
            [
                "registered_charity_number",
                "linked_charity_number",
                "charity_name",
                "charity_registration_status",
                "date_of_registration",
                "date_of_removal",
                "charity_reporting_status",
                "latest_acc_fin_period_end_date",
                "charity_contact_postcode",
                "charity_insolvent",
                "charity_in_administration",
            ],
            ExtractKind.Company =>
            [
                "CompanyName",
                "CompanyNumber",
                "RegAddress.PostCode",
                "CompanyStatus",
                "DissolutionDate",
                "IncorporationDate",
                "Accounts.NextDueDate",
                "Accounts.LastMadeUpDate",
            ],
            ExtractKind.OtherNames => ["registered_charity_number", "linked_charity_number", "charity_name"],
            ExtractKind.Trustees => ["registered_charity_number", "linked_charity_number", "trustee_name"],
            _ => ["Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5"],
        };

    /// <summary>The lines in order. A wrong header gives one faulty line; other faults do not stop the reading.</summary>
    public static IEnumerable<RegisterLine> Read(ExtractKind kind, DateOnly extractDate, Stream file)
    {
        using var zip = IsZip(file) ? new BoundedArchive("the zip", file, MostUnpacked) : null;
        var parts = zip?.Names.ToList();
        if (parts is not null && parts.Count != 1)
        {
            yield return OfFile(0, $"the zip has {parts.Count} files, but must have one");
            yield break;
        }
        using var text = new BoundedText(
            new StreamReader(
                zip?.Open(parts![0]) ?? file,
                new UTF8Encoding(false),
                detectEncodingFromByteOrderMarks: true,
                bufferSize: 1 << 16
            ),
            "the file"
        );
        var above = 0;
        var header = text.ReadLine() ?? "";
        if (header.TrimStart('\ufeff', ' ') is ['<', ..])
        {
            yield return OfFile(1, "the file is a web page and not an extract. Its publisher may have had a fault, so download it again");
            yield break;
        }
        if (kind == ExtractKind.Sanctions && !header.Contains("Name 6", StringComparison.Ordinal))
        {
            if (Printed().Match(header) is { Success: true } printed && Date(printed.Value) is { } on && on != extractDate)
            {
                yield return OfFile(1, $"the file says that it is of {LondonTime.Date(on)}, and {LondonTime.Date(extractDate)} was given");
                yield break;
            }
            (above, header) = (1, text.ReadLine() ?? "");
        }
        var delimiter = header.Contains('\t', StringComparison.Ordinal) ? "\t" : ",";
        var names = header.TrimStart('\ufeff').Split(delimiter).Select(name => name.Trim().Trim('"').Trim()).ToList();
        var missing = Columns(kind)
            .Except(names)
            .Concat(
                kind == ExtractKind.Sanctions && !names.Contains("Unique ID") && !names.Contains("Group ID")
                    ? ["Unique ID or Group ID"]
                    : []
            )
            .Concat(
                kind == ExtractKind.Sanctions && !names.Contains("Designation Type") && !names.Contains("Group Type")
                    ? ["Designation Type or Group Type"]
                    : []
            )
            .ToList();
        if (missing.Count > 0)
        {
            yield return OfFile(
                above + 1,
                $"the columns {string.Join(", ", missing)} are not there{(names.Count > 1 ? "" : "; the file may be of another kind or not UTF-8")}"
            );
            yield break;
        }
        var columns = names.Select((name, i) => (name, i)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.i);
        var isQuoted = delimiter != "\t" || header.StartsWith('"');
        using var csv = new CsvParser(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter,
                HasHeaderRecord = false,
                BadDataFound = null,
                Mode = isQuoted ? CsvMode.RFC4180 : CsvMode.NoEscape,
                BufferSize = 1 << 16,
            }
        );
        text.Delimiter = isQuoted ? delimiter[0] : null;
        var first = true;
        while (csv.Read())
        {
            var number = above + 1 + csv.RawRow;
            if (csv.Count != names.Count)
                yield return new(
                    number,
                    null,
                    null,
                    csv.Count < names.Count
                        ? $"has {csv.Count} of {names.Count} columns; the file may be cut off"
                        : $"has {csv.Count} columns instead of {names.Count}"
                )
                {
                    IsShort = csv.Count < names.Count,
                };
            else
            {
                var line = kind switch
                {
                    ExtractKind.Sanctions => SanctionsLine(number, csv, columns),
                    ExtractKind.Charity => CharityLine(number, csv, columns),
                    ExtractKind.Company => CompanyLine(number, csv, columns),
                    _ => NamedLine(number, csv, columns, kind == ExtractKind.Trustees ? "trustee_name" : "charity_name"),
                };
                if (columns.TryGetValue("date_of_extract", out var printedIn) && Date(csv[printedIn].Trim()) is { } of && of != extractDate)
                    line = new(
                        number,
                        null,
                        null,
                        $"column date_of_extract: is {LondonTime.Date(of)}, and {LondonTime.Date(extractDate)} was given"
                    )
                    {
                        IsOfFile = first,
                    };
                yield return line;
                if (line.IsOfFile)
                    yield break;
            }
            first = false;
        }
    }

    /// <summary>The day that the file itself prints; null: it prints none in its first lines.</summary>
    public static DateOnly? DateOf(ExtractKind kind, Stream file)
    {
        using var zip = IsZip(file) ? new BoundedArchive("the zip", file, MostUnpacked, leaveOpen: true) : null;
        if (zip is not null && zip.Names.Count() != 1)
            return null;
        using var text = new BoundedText(new StreamReader(zip?.Open(zip.Names.Single()) ?? file, leaveOpen: true), "the file");
        var (head, line) = (text.ReadLine() ?? "", text.ReadLine() ?? "");
        if (kind == ExtractKind.Sanctions)
            return Printed().Match(head) is { Success: true } printed ? Date(printed.Value) : null;
        var delimiter = head.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var at = head.Split(delimiter).Select(name => name.Trim('\ufeff', '"', ' ')).ToList().IndexOf("date_of_extract");
        var cells = line.Split(delimiter);
        return at >= 0 && at < cells.Length ? Date(cells[at].Trim('"', ' ')) : null;
    }

    private static RegisterLine OfFile(int number, string fault) => new(number, null, null, fault) { IsOfFile = true };

    private static RegisterLine NamedLine(int number, CsvParser record, Dictionary<string, int> columns, string column)
    {
        string Cell(string name) => columns.TryGetValue(name, out var i) ? record[i].Trim() : "";
        if (Cell("linked_charity_number") is not ("" or "0"))
            return new(number, null, null, null);
        var charity = RegisterRules.Plain(Register.Charity, Cell("registered_charity_number"));
        if (RegisterRules.WhyNumberIsWrong(Register.Charity, charity) is not null)
            return Fault(number, "registered_charity_number", $"\"{charity}\" is not a charity number");
        return WhyNameIsWrong(Cell(column)) is { } wrong
            ? Fault(number, column, wrong)
            : new(number, null, null, null) { Named = new(charity, Cell(column)) };
    }

    private static RegisterLine CharityLine(int number, CsvParser record, Dictionary<string, int> columns)
    {
        string Cell(string name) => columns.TryGetValue(name, out var i) ? record[i].Trim() : "";
        // A linked charity shares its parent's number and is not a separate organisation.
        if (Cell("linked_charity_number") is not ("" or "0"))
            return new(number, null, null, null);
        var charity = RegisterRules.Plain(Register.Charity, Cell("registered_charity_number"));
        if (RegisterRules.WhyNumberIsWrong(Register.Charity, charity) is not null)
            return Fault(number, "registered_charity_number", $"\"{charity}\" is not a charity number");
        if (WhyNameIsWrong(Cell("charity_name")) is { } wrong)
            return Fault(number, "charity_name", wrong);
        foreach (var name in new[] { "date_of_registration", "date_of_removal", "latest_acc_fin_period_end_date" })
            if (Cell(name) is { Length: > 0 } day && Date(day) is null)
                return Fault(number, name, $"\"{day}\" is not a date");
        var reporting = Cell("charity_reporting_status");
        return new(
            number,
            new(
                charity,
                Cell("charity_name"),
                reporting.Length > 0 ? $"{Cell("charity_registration_status")}, {reporting}" : Cell("charity_registration_status"),
                Date(Cell("date_of_registration")),
                Date(Cell("date_of_removal")),
                Date(Cell("latest_acc_fin_period_end_date")),
                null,
                reporting.Contains("overdue", StringComparison.OrdinalIgnoreCase)
                    || reporting.Contains("default", StringComparison.OrdinalIgnoreCase),
                IsYes(Cell("charity_insolvent")) || IsYes(Cell("charity_in_administration")),
                Short(Cell("charity_contact_address1"), 200),
                Short(
                    new[] { "5", "4", "3", "2" }
                        .Select(line => Cell("charity_contact_address" + line))
                        .FirstOrDefault(text => text.Length > 0)
                        ?? "",
                    100
                ),
                Postcode(Cell("charity_contact_postcode"))
            )
            {
                Income = Pounds(Cell("latest_income")),
                Expenditure = Pounds(Cell("latest_expenditure")),
                LegalForm = IsYes(Cell("charity_is_cio")) ? "CIO" : Short(Cell("charity_type"), 100),
                Dissolving =
                    columns.ContainsKey("cio_is_dissolved") || columns.ContainsKey("date_cio_dissolution_notice")
                        ? IsYes(Cell("cio_is_dissolved")) || Cell("date_cio_dissolution_notice").Length > 0
                        : null,
            },
            null,
            null
        );
    }

    private static readonly string[] SicColumns = [.. Enumerable.Range(1, 4).Select(i => $"SICCode.SicText_{i}")];
    private static readonly string[] PreviousNames = [.. Enumerable.Range(1, 10).Select(i => $"PreviousName_{i}.CompanyName")];

    private static RegisterLine CompanyLine(int number, CsvParser record, Dictionary<string, int> columns)
    {
        string Cell(string name) => columns.TryGetValue(name, out var i) ? record[i].Trim() : "";
        var company = RegisterRules.Plain(Register.Company, Cell("CompanyNumber"));
        if (company.Length is 0 or > 12)
            return Fault(number, "CompanyNumber", $"\"{Cell("CompanyNumber")}\" is not a company number");
        if (WhyNameIsWrong(Cell("CompanyName")) is { } wrong)
            return Fault(number, "CompanyName", wrong);
        foreach (var name in new[] { "DissolutionDate", "IncorporationDate", "Accounts.NextDueDate", "Accounts.LastMadeUpDate" })
            if (Cell(name) is { Length: > 0 } day && Date(day) is null)
                return Fault(number, name, $"\"{day}\" is not a date");
        return new(
            number,
            new(
                company,
                Cell("CompanyName"),
                Cell("CompanyStatus"),
                Date(Cell("IncorporationDate")),
                Date(Cell("DissolutionDate")),
                Date(Cell("Accounts.LastMadeUpDate")),
                Date(Cell("Accounts.NextDueDate")),
                null,
                null,
                Short(Cell("RegAddress.AddressLine1"), 200),
                Short(Cell("RegAddress.PostTown"), 100),
                Postcode(Cell("RegAddress.PostCode"))
            )
            {
                LegalForm = Short(Cell("CompanyCategory"), 100),
                SicCodes = Short(
                    string.Join(
                        ", ",
                        SicColumns
                            .Select(Cell)
                            .Select(text => text.Split(' ')[0])
                            .Where(code => code.Length is 4 or 5 && code.All(char.IsAsciiDigit))
                    ),
                    40
                ),
                Charges = int.TryParse(Cell("Mortgages.NumMortOutstanding"), CultureInfo.InvariantCulture, out var charges)
                    ? charges
                    : null,
                FormerNames = PreviousNames.Select(Cell).Where(name => name.Length is > 0 and <= 300).ToList(),
            },
            null,
            null
        );
    }

    private static RegisterLine SanctionsLine(int number, CsvParser record, Dictionary<string, int> columns)
    {
        string Cell(params string[] names) =>
            names.Select(name => columns.TryGetValue(name, out var i) ? record[i].Trim() : "").FirstOrDefault(text => text.Length > 0)
            ?? "";
        var name = string.Join(
            ' ',
            new[] { "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6" }
                .Select(column => Cell(column))
                .Where(text => text.Length > 0)
        );
        if (name.Contains('\ufffd', StringComparison.Ordinal))
            return Fault(number, "Name 6", "is not UTF-8");
        if (name.Length == 0)
            return new(number, null, null, null);
        var group = Cell("Unique ID", "Group ID");
        if (group.Length is 0 or > 40)
            return Fault(number, "Unique ID", "is empty");
        return new(
            number,
            null,
            new(
                group,
                Cell("Designation Type", "Group Type"),
                name.Length > 400 ? name[..400] : name,
                Cell("D.O.B", "DOB") is { Length: > 0 } born ? born[..Math.Min(200, born.Length)] : null,
                Cell("Regime Name", "Regime") is { Length: > 0 } regime ? regime[..Math.Min(300, regime.Length)] : null,
                SanctionRules.StrengthOf(Cell("Name type", "Alias Type"), Cell("Alias strength", "Alias Quality")),
                Short(Cell("Name non-latin script", "Name Non-Latin Script"), 400),
                Short(
                    Cell("Non-latin script language", "Non-Latin Script Language", "Non-latin script type", "Non-Latin Script Type"),
                    100
                ),
                Short(Cell("Town of birth", "Town of Birth"), 200)
            ),
            null
        );
    }

    private static RegisterLine Fault(int number, string column, string reason) => new(number, null, null, $"column {column}: {reason}");

    private static string? WhyNameIsWrong(string name) =>
        name.Length == 0 ? "is empty"
        : name.Contains('\ufffd', StringComparison.Ordinal) ? "is not UTF-8"
        : name.Length > 300 ? "is longer than 300 characters"
        : null;

    private static bool IsYes(string text) => text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when the column is empty or not in the extract.</summary>
    private static string? Short(string text, int length) =>
        text.Length == 0 ? null
        : text.Length > length ? text[..length]
        : text;

    private static Money? Pounds(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var pounds) && Math.Abs(pounds) < 1_000_000_000_000m
            ? new((long)(pounds * 100))
            : null;

    private static string? Postcode(string text) => text.Length is > 0 and <= 10 ? text.ToUpperInvariant() : null;

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(
            text.Split('T', ' ')[0],
            ["yyyy-MM-dd", "dd/MM/yyyy", "dd-MMM-yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static bool IsZip(Stream file)
    {
        Span<byte> first = stackalloc byte[2];
        var read = file.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && first is [(byte)'P', (byte)'K'];
    }

    [GeneratedRegex(@"\d{2}-[A-Za-z]{3}-\d{4}|\d{2}/\d{2}/\d{4}")]
    private static partial Regex Printed();
}
