using System.Globalization;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;

namespace Commissioning.Features.DueDiligence;

/// <summary>Parses the answers of the two live registers defensively: null where one is not as documented.</summary>
internal static class RegisterJson
{
    public static RegisterFacts? Charity(string number, string json) =>
        Read(
            json,
            root =>
                Text(root, "charity_name") is not { } name
                    ? null
                    : new()
                    {
                        Register = Register.Charity,
                        Number = number,
                        Name = name,
                        Status =
                            Text(root, "reg_status") switch
                            {
                                "R" => "Registered",
                                "RM" => "Removed",
                                var other => other,
                            } + (Text(root, "reporting_status") is { } reporting ? $", {reporting}" : ""),
                        RegisteredOn = Date(root, "date_of_registration"),
                        RemovedOn = Date(root, "date_of_removal"),
                        AccountsTo = Date(root, "latest_acc_fin_year_end_date"),
                        AccountsOverdue = Text(root, "reporting_status") is { } said
                            ? said.Contains("overdue", StringComparison.OrdinalIgnoreCase)
                                || said.Contains("default", StringComparison.OrdinalIgnoreCase)
                            : null,
                        Insolvent = Flag(root, "insolvent") == true || Flag(root, "in_administration") == true,
                        AddressLine = Text(root, "address_line_one"),
                        Town = new[] { "address_line_five", "address_line_four", "address_line_three", "address_line_two" }
                            .Select(name => Text(root, name))
                            .FirstOrDefault(text => text is not null),
                        Postcode = Text(root, "address_post_code"),
                        CompanyNumber = Text(root, "charity_co_reg_number"),
                        Income = Pounds(root, "latest_income"),
                        Expenditure = Pounds(root, "latest_expenditure"),
                        LegalForm = Text(root, "charity_type"),
                        IsDissolving = Flag(root, "cio_dissolution_ind") == true ? true : null,
                        OtherNames = Texts(root, "other_names", "other_name"),
                        Trustees = Texts(root, "trustee_names", "trustee_name"),
                    }
        );

    public static RegisterFacts? Company(string number, string json) =>
        Read(
            json,
            root =>
                Text(root, "company_name") is not { } name
                    ? null
                    : new()
                    {
                        Register = Register.Company,
                        Number = number,
                        Name = name,
                        Status = Text(root, "company_status") + (Text(root, "company_status_detail") is { } detail ? $", {detail}" : ""),
                        RegisteredOn = Date(root, "date_of_creation"),
                        RemovedOn = Date(root, "date_of_cessation"),
                        AccountsTo = Part(Part(root, "accounts"), "last_accounts") is { } last ? Date(last, "made_up_to") : null,
                        AccountsDueOn = Part(root, "accounts") is { } accounts ? Date(accounts, "next_due") : null,
                        AccountsOverdue = Part(root, "accounts") is { } due ? Flag(due, "overdue") : null,
                        AddressLine = Part(root, "registered_office_address") is { } line ? Text(line, "address_line_1") : null,
                        Town = Part(root, "registered_office_address") is { } town ? Text(town, "locality") : null,
                        LegalForm = Text(root, "type"),
                        SicCodes =
                            root.TryGetProperty("sic_codes", out var codes) && codes.ValueKind == JsonValueKind.Array
                                ? string.Join(", ", codes.EnumerateArray().Select(code => code.ToString()))
                                : null,
                        OtherNames = Texts(root, "previous_company_names", "name"),
                        Postcode = Part(root, "registered_office_address") is { } office ? Text(office, "postal_code") : null,
                    }
        );

    private static RegisterFacts? Read(string json, Func<JsonElement, RegisterFacts?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Part(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out var part)
        && part.ValueKind == JsonValueKind.Object
            ? part
            : null;

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static List<string> Texts(JsonElement from, string list, string name) =>
        from.TryGetProperty(list, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray()
                .Where(row => row.ValueKind == JsonValueKind.Object)
                .Select(row => Text(row, name))
                .OfType<string>()
                .ToList()
            : [];

    private static Money? Pounds(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var pounds)
        && Math.Abs(pounds) < 1_000_000_000_000m
            ? new((long)(pounds * 100))
            : null;

    private static bool? Flag(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    private static DateOnly? Date(JsonElement from, string name) =>
        Text(from, name) is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
