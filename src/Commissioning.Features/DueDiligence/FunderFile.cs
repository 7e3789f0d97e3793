using System.Globalization;
using System.Text;
using System.Text.Json;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.DueDiligence;

/// <summary>Reads another funder's file of grants row by row, never whole in memory: a JSON object whose member grants is a list, or a CSV
/// file with the standard's column titles. Which of the two it is follows from its first character.</summary>
internal static class FunderFile
{
    /// <summary>Bytes of one grant, and characters of one cell. A file with larger ones is not a file of grants.</summary>
    private const int LargestGrant = 4 << 20,
        LargestCell = 200_000;

    /// <param name="Number">In JSON the place in the list, from 1; in CSV the row of the spreadsheet, of which the first has the
    /// titles.</param>
    /// <param name="Row">Null for one that is no grant at all.</param>
    /// <param name="IsOfFile">The fault is of the whole file, and nothing follows.</param>
    public sealed record FileRow(int Number, FunderGrantRow? Row, string? Fault = null, bool IsOfFile = false);

    /// <summary>Column titles without which a CSV file is refused.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "Identifier",
        "Title",
        "Currency",
        "Amount Awarded",
        "Award Date",
        "Recipient Org:Name",
        "Funding Org:Identifier",
        "Funding Org:Name",
    ];

    /// <summary>Column titles that are read where they are there.</summary>
    public static readonly IReadOnlyList<string> OptionalColumns =
    [
        "Description",
        "Planned Dates:Start Date",
        "Planned Dates:End Date",
        "Planned Dates:Duration (months)",
        "Actual Dates:Start Date",
        "Actual Dates:End Date",
        "Recipient Org:Identifier",
        "Recipient Org:Charity Number",
        "Recipient Org:Company Number",
        "Recipient Org:Postal Code",
    ];

    public static IEnumerable<FileRow> Rows(Stream file)
    {
        var start = new byte[4096];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> head = start.AsSpan(0, length);
        var mark = head.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        head = head[mark..];
        // The reader of JSON takes no byte order mark.
        file.Position = mark;
        head = head.TrimStart(" \t\r\n"u8);
        return head.IsEmpty ? [OfFile(0, "The file is empty")]
            : head.StartsWith("PK"u8) || head is [0xD0, 0xCF, ..]
                ? [OfFile(0, "This is a zip or an Excel file. Unpack it, or save it as CSV UTF-8")]
            : head[0] == '<' ? [OfFile(0, "This is a web page and not a file of grants. Download the file again")]
            : head[0] == '[' ? [OfFile(0, "This JSON file is a bare list. It must be an object with a list named grants")]
            : head[0] == '{' ? Json(file)
            : Csv(file);
    }

    private static FileRow OfFile(int number, string fault) => new(number, null, fault, IsOfFile: true);

    private static IEnumerable<FileRow> Json(Stream file)
    {
        var grants = new JsonGrants(file);
        for (var number = 1; ; number++)
        {
            FileRow? read = null;
            try
            {
                using var grant = grants.Next();
                if (grant is not null)
                    read =
                        grant.RootElement.ValueKind == JsonValueKind.Object
                            ? new(number, RowOf(grant.RootElement))
                            : new(number, null, "is not a grant");
            }
            catch (JsonException)
            {
                read = OfFile(
                    number,
                    number == 1
                        ? "This is not a JSON file with a list named grants"
                        : $"The JSON cannot be read after grant {(number - 1).ToString("N0", CultureInfo.InvariantCulture)}. The file may be cut off, so download it again"
                );
            }
            catch (InvalidOperationException)
            {
                read = new(number, null, "has text that is not UTF-8");
            }
            if (read is null)
                yield break;
            yield return read;
            if (read.IsOfFile)
                yield break;
        }
    }

    private static FunderGrantRow RowOf(JsonElement grant)
    {
        var (recipient, funder) = (First(grant, "recipientOrganization"), First(grant, "fundingOrganization"));
        var dates = First(grant, "plannedDates") ?? First(grant, "actualDates");
        return new()
        {
            IsToIndividual =
                grant.TryGetProperty("recipientIndividual", out var person)
                && person.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined),
            GrantId = Text(grant, "id"),
            Title = Text(grant, "title"),
            Description = Text(grant, "description"),
            Currency = Text(grant, "currency"),
            Amount = Text(grant, "amountAwarded"),
            AwardedOn = Text(grant, "awardDate"),
            StartsOn = Text(dates, "startDate"),
            EndsOn = Text(dates, "endDate"),
            Months = Text(dates, "duration"),
            RecipientId = Text(recipient, "id"),
            RecipientName = Text(recipient, "name"),
            CharityNumber = Text(recipient, "charityNumber"),
            CompanyNumber = Text(recipient, "companyNumber"),
            Postcode = Text(recipient, "postalCode"),
            FunderId = Text(funder, "id"),
            FunderName = Text(funder, "name"),
        };
    }

    /// <summary>The first of a list; some files have it without the list.</summary>
    private static JsonElement? First(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var member) ? null
        : member.ValueKind == JsonValueKind.Object ? member
        : member.ValueKind == JsonValueKind.Array && member.GetArrayLength() > 0 && member[0].ValueKind == JsonValueKind.Object ? member[0]
        : null;

    private static string? Text(JsonElement? of, string name) =>
        of is { } one && one.TryGetProperty(name, out var member)
            ? member.ValueKind switch
            {
                JsonValueKind.String => member.GetString(),
                JsonValueKind.Number => member.GetRawText(),
                JsonValueKind.Null => null,
                // Present, and of a kind that no field has: its rule says that it is wrong.
                _ => member.GetRawText() is { Length: <= 40 } raw ? raw : "a list or an object",
            }
            : null;

    /// <summary>The members of the list named grants, one at a time: the buffer holds no more than one of them and what was read
    /// ahead.</summary>
    private sealed class JsonGrants(Stream file)
    {
        private byte[] buffer = new byte[1 << 16];
        private int count;
        private bool isAtEnd,
            isInside,
            isOver;
        private JsonReaderState state;

        /// <summary>Null after the last.</summary>
        /// <exception cref="JsonException">It is not JSON, is cut off, or has no such list.</exception>
        public JsonDocument? Next()
        {
            while (!isOver)
            {
                if (isInside ? TryGrant(out var grant) : TryFind(out grant))
                    return grant;
                Fill();
            }
            return null;
        }

        private bool TryGrant(out JsonDocument? grant)
        {
            grant = null;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, count), isAtEnd, state);
            if (!reader.Read())
                return isAtEnd ? throw new JsonException("The list does not end") : false;
            if (reader.TokenType == JsonTokenType.EndArray)
                return isOver = true;
            if (!JsonDocument.TryParseValue(ref reader, out grant))
                return false;
            Pass(ref reader);
            return true;
        }

        /// <summary>Goes on to the list, past whatever stands before it. Its own members are not the ones looked for.</summary>
        private bool TryFind(out JsonDocument? grant)
        {
            grant = null;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, count), isAtEnd, state);
            var (passed, passedState, isNext) = (0, state, false);
            while (reader.Read())
            {
                if (isNext && reader.TokenType != JsonTokenType.StartArray)
                    throw new JsonException("grants is not a list");
                if (isNext)
                {
                    isInside = true;
                    Pass(ref reader);
                    return TryGrant(out grant);
                }
                isNext = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("grants"u8);
                // The name is read again with what follows it, should the buffer end between them.
                if (!isNext)
                    (passed, passedState) = ((int)reader.BytesConsumed, reader.CurrentState);
            }
            if (isAtEnd)
                throw new JsonException("There is no list named grants");
            Drop(passed, passedState);
            return false;
        }

        private void Pass(ref Utf8JsonReader reader) => Drop((int)reader.BytesConsumed, reader.CurrentState);

        private void Drop(int bytes, JsonReaderState after)
        {
            if (bytes == 0)
                return;
            buffer.AsSpan(bytes, count - bytes).CopyTo(buffer);
            (count, state) = (count - bytes, after);
        }

        private void Fill()
        {
            if (count == buffer.Length)
                Array.Resize(
                    ref buffer,
                    buffer.Length < LargestGrant ? buffer.Length * 2 : throw new JsonException("One grant is too large")
                );
            var read = file.Read(buffer.AsSpan(count));
            count += read;
            isAtEnd = read == 0;
        }
    }

    private static IEnumerable<FileRow> Csv(Stream file)
    {
        using var text = new BoundedText(
            new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true),
            "The file"
        )
        {
            Delimiter = ',',
        };
        using var csv = new CsvParser(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                HasHeaderRecord = false,
                BadDataFound = null,
                IgnoreBlankLines = false,
                MaxFieldSize = LargestCell,
                BufferSize = 1 << 16,
            }
        );
        CsvColumns? columns = null;
        for (var number = 1; ; number++)
        {
            string? fault = null;
            var isRead = false;
            try
            {
                isRead = csv.Read();
            }
            catch (Exception exception) when (exception is CsvHelperException or UnreadableFileException)
            {
                fault =
                    $"Row {number.ToString("N0", CultureInfo.InvariantCulture)} cannot be read: a cell is too long, or a quotation mark is not closed";
            }
            if (fault is null && isRead && columns is null)
            {
                columns = new(csv);
                fault = columns.WhyIncomplete;
            }
            if (fault is not null)
                yield return OfFile(number, fault);
            if (fault is not null || !isRead)
                yield break;
            // Spreadsheets leave empty rows at the end.
            if (number > 1 && Enumerable.Range(0, csv.Count).Any(i => csv[i].Trim().Length > 0))
                yield return new(number, columns!.RowOf(csv));
        }
    }

    /// <summary>Where each title stands in the first row.</summary>
    private sealed class CsvColumns
    {
        private readonly Dictionary<string, int> places;
        private readonly List<int> ofIndividuals;

        public CsvColumns(CsvParser titles)
        {
            var there = Enumerable
                .Range(0, titles.Count)
                .Select(i => (Title: TitleOf(titles[i]), i))
                .DistinctBy(pair => pair.Title)
                .ToList();
            var byTitle = there.ToDictionary(pair => pair.Title, pair => pair.i);
            places = Columns
                .Concat(OptionalColumns)
                .Where(title => byTitle.ContainsKey(TitleOf(title)))
                .ToDictionary(title => title, title => byTitle[TitleOf(title)]);
            ofIndividuals =
            [
                .. there.Where(pair => pair.Title.StartsWith("recipient ind:", StringComparison.Ordinal)).Select(pair => pair.i),
            ];
        }

        public string? WhyIncomplete =>
            Columns.Except(places.Keys).ToList() switch
            {
                [] => null,
                { Count: var count } when count == Columns.Count =>
                    "This is neither JSON nor a CSV file with commas and the titles that are needed in its first row",
                [var one] => $"The column {one} is not there",
                var missing => $"The columns {string.Join(", ", missing)} are not there",
            };

        public FunderGrantRow RowOf(CsvParser csv)
        {
            string? At(int place) => place < csv.Count && csv[place].Trim() is { Length: > 0 } cell ? cell : null;
            string? Cell(string title) => places.TryGetValue(title, out var place) ? At(place) : null;
            var isPlanned = Cell("Planned Dates:Start Date") is not null || Cell("Planned Dates:End Date") is not null;
            return new()
            {
                IsToIndividual = ofIndividuals.Any(place => At(place) is not null),
                GrantId = Cell("Identifier"),
                Title = Cell("Title"),
                Description = Cell("Description"),
                Currency = Cell("Currency"),
                Amount = Cell("Amount Awarded"),
                AwardedOn = Cell("Award Date"),
                StartsOn = Cell(isPlanned ? "Planned Dates:Start Date" : "Actual Dates:Start Date"),
                EndsOn = Cell(isPlanned ? "Planned Dates:End Date" : "Actual Dates:End Date"),
                Months = Cell("Planned Dates:Duration (months)"),
                RecipientId = Cell("Recipient Org:Identifier"),
                RecipientName = Cell("Recipient Org:Name"),
                CharityNumber = Cell("Recipient Org:Charity Number"),
                CompanyNumber = Cell("Recipient Org:Company Number"),
                Postcode = Cell("Recipient Org:Postal Code"),
                FunderId = Cell("Funding Org:Identifier"),
                FunderName = Cell("Funding Org:Name"),
            };
        }
    }

    /// <summary>As titles are compared: spreadsheets differ in capitals and spaces, and some number the first of several.</summary>
    private static string TitleOf(string title) =>
        string.Join(' ', title.Trim('\ufeff').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(": ", ":", StringComparison.Ordinal)
            .Replace(":0:", ":", StringComparison.Ordinal)
            .ToLowerInvariant();
}
