using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Payments;

/// <summary>
/// Reads what a bank or Bacs answers, and says itself what it is.
/// camt.054.001.08 is read as ISO 20022 publishes it. Bacs does not publish its XML advices. The public sources are what others parse:
/// ARUDD, the sister of ARUCS for Direct Debits (BACSDocument/Data/ARUDD/Advice/OriginatingAccountRecords/OriginatingAccountRecord with
/// ReturnedDebitItem and Totals), and ADDACS, the sister of AWACS (BACSDocument/Data/MessagingAdvices/MessagingAdvice with reference,
/// reason-code, effective-date and payer-new-account-number). That ARUCS has ReturnedCreditItem, and that AWACS names the payee's accounts
/// in the same way, follows from those and is not confirmed by a file of the office's bank: try one before relying on it. Reason codes are
/// confirmed (Bottomline, The Access Group).
/// </summary>
internal static class BankAnswerFile
{
    private const string Iso = "urn:iso:std:iso:20022:tech:xsd:",
        Camt054 = Iso + "camt.054.001.08";

    /// <exception cref="UnreadableFileException">It cannot be read; the message says why.</exception>
    public static (AnswerKind Kind, IReadOnlyList<AnswerItem> Items) ReadXml(
        string name,
        byte[] content,
        BankAccount? ours,
        string serviceUser
    )
    {
        XElement root;
        try
        {
            using var reader = new BoundedXml(name, new MemoryStream(content));
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException exception) when (exception.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new UnreadableFileException(
                $"{name} has a document type (DTD), which a bank's file never has. Ask the bank for the file again."
            );
        }
        catch (XmlException exception)
        {
            throw new UnreadableFileException(
                $"{name} is damaged or was cut off at line {exception.LineNumber}, so none of it was read. Download it from the bank again."
            );
        }
        var space = root.Name.NamespaceName;
        return root.Name.LocalName switch
        {
            "Document" when space == Camt054 => (AnswerKind.Camt054, new CamtReader(name, ours).Read(root)),
            "Document" when space.StartsWith(Iso, StringComparison.Ordinal) => throw new UnreadableFileException(
                $"{name} is the message {space[Iso.Length..]}. We read camt.054.001.08. Ask the bank for that one."
            ),
            "BACSDocument" when space.Length == 0 => new AdviceReader(name, serviceUser).Read(root),
            _ => throw new UnreadableFileException(
                $"{name} is no answer that we know. We read ARUCS and AWACS advices of Bacs, camt.054.001.08, and our own CSV."
            ),
        };
    }

    /// <summary>An amount in sterling, greater than nothing, with at most two digits of pence.</summary>
    private static Money Amount(string name, string what, string? value, string? currency)
    {
        if (currency is { Length: > 0 } && currency != "GBP")
            throw new UnreadableFileException($"{name}, {what} is in {currency}. We only pay in pounds (GBP), so none of it was read.");
        return
            decimal.TryParse(value?.Trim().TrimStart('£'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds)
            && pounds is > 0 and < 1_000_000_000
            && decimal.Round(pounds, 2) == pounds
            ? Money.FromPounds(pounds)
            : throw new UnreadableFileException($"{name}, {what}: \"{Short(value)}\" is not an amount in pounds and pence");
    }

    private static DateOnly Day(string name, string what, string? value) =>
        value?.Trim() is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UnreadableFileException($"{name}, {what}: \"{Short(value)}\" is not a date such as 2026-03-27");

    private static string? LastFour(string? account) =>
        account is null ? null
        : new string([.. account.Where(char.IsAsciiDigit)]) is { Length: >= 4 } digits ? digits[^4..]
        : null;

    private static string Short(string? text, int most = 60) =>
        (text ?? "").Trim() is var plain && plain.Length > most ? plain[..most] : (text ?? "").Trim();

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : Short(text, 300);

    /// <summary>ARUCS and AWACS. Element and attribute names without a namespace.</summary>
    private sealed class AdviceReader(string name, string serviceUser)
    {
        public (AnswerKind, IReadOnlyList<AnswerItem>) Read(XElement root)
        {
            var data = root.Element("Data") ?? throw new UnreadableFileException($"{name} is a document of Bacs without data");
            if (data.Element("ARUCS") is { } returns)
                return (AnswerKind.Arucs, Returns(returns));
            if (data.Element("AWACS") is { } wrong)
                return (AnswerKind.Awacs, Wrong(wrong));
            if (data.Element("MessagingAdvices") is { } advices)
            {
                var says = advices.Elements("MessagingHeader").Attributes().Select(attribute => attribute.Value).Append(name);
                return says.Any(text => text.Contains("AWACS", StringComparison.OrdinalIgnoreCase))
                    ? (AnswerKind.Awacs, Wrong(advices))
                    : throw new UnreadableFileException(
                        $"{name} has advices of Bacs but does not say that they are AWACS. Advices about Direct Debits (ADDACS, AUDDIS) are not ours."
                    );
            }
            var found = data.Elements().FirstOrDefault()?.Name.LocalName ?? "nothing";
            throw new UnreadableFileException($"{name} is a document of Bacs with {found}. We read ARUCS and AWACS.");
        }

        private List<AnswerItem> Returns(XElement advice)
        {
            CheckUser(advice.Descendants("ServiceLicenseInformation").Attributes("userNumber"));
            var day = Day(name, "header", (string?)advice.Element("Header")?.Attribute("currentProcessingDate"));
            List<AnswerItem> items = [];
            foreach (var record in advice.Descendants("OriginatingAccountRecord"))
            {
                var (first, sum) = (items.Count, Money.Zero);
                foreach (var item in record.Elements("ReturnedCreditItem"))
                {
                    var what = $"item {items.Count + 1}";
                    var account = item.Elements().FirstOrDefault(part => part.Name.LocalName.EndsWith("Account", StringComparison.Ordinal));
                    var amount = Amount(name, what, Attribute(item, "valueOf"), Attribute(item, "currency"));
                    var code = Attribute(item, "returnCode");
                    sum += amount;
                    items.Add(
                        new()
                        {
                            Position = items.Count + 1,
                            Kind = AnswerItemKind.Returned,
                            Reference = Short(Attribute(item, "ref") ?? Attribute(account, "ref"), 140),
                            Amount = amount,
                            Day = day,
                            LastFour = LastFour(Attribute(account, "number")),
                            Code = code,
                            Reason =
                                Words(Attribute(item, "returnDescription"))
                                ?? (code is null ? null : AnswerReasons.Name(AnswerKind.Arucs, code)),
                        }
                    );
                }
                if (record.Element("Totals") is not { } totals)
                    continue;
                var said = Amount(name, "totals", Attribute(totals, "valueOf"), Attribute(totals, "currency"));
                if (said != sum || Attribute(totals, "numberOf") != (items.Count - first).ToString(CultureInfo.InvariantCulture))
                    throw new UnreadableFileException(
                        $"{name} has {items.Count - first} items of {sum}, and its control total says {Short(Attribute(totals, "numberOf"))} of {said}. Download it from the bank again."
                    );
            }
            return items;
        }

        private List<AnswerItem> Wrong(XElement advices)
        {
            CheckUser(advices.DescendantsAndSelf().Attributes("user-number"));
            return advices
                .Elements("MessagingAdvice")
                .Select(
                    (advice, i) =>
                    {
                        var code = Attribute(advice, "reason-code");
                        var next = LastFour(Ending(advice, "-new-account-number"));
                        return new AnswerItem
                        {
                            Position = i + 1,
                            Kind = AnswerItemKind.WrongAccount,
                            Reference = Short(Attribute(advice, "reference"), 140),
                            Amount = Attribute(advice, "amount") is { } amount
                                ? Amount(name, $"item {i + 1}", amount, Attribute(advice, "currency"))
                                : null,
                            Day = Day(name, $"item {i + 1}", Attribute(advice, "effective-date")),
                            LastFour = LastFour(
                                advice
                                    .Attributes()
                                    .FirstOrDefault(one =>
                                        one.Name.LocalName.EndsWith("-account-number", StringComparison.Ordinal)
                                        && !one.Name.LocalName.Contains("-new-", StringComparison.Ordinal)
                                        && !one.Name.LocalName.StartsWith("originator", StringComparison.Ordinal)
                                    )
                                    ?.Value
                            ),
                            Code = code,
                            Reason = string.Join(
                                ". ",
                                new[]
                                {
                                    code is null ? null : AnswerReasons.Name(AnswerKind.Awacs, code),
                                    next is null ? null : $"The bank names an account ending {next}",
                                }.OfType<string>()
                            ),
                        };
                    }
                )
                .ToList();
        }

        private void CheckUser(IEnumerable<XAttribute> numbers)
        {
            if (serviceUser.Length > 0 && numbers.FirstOrDefault(number => number.Value.Trim() != serviceUser) is { } other)
                throw new UnreadableFileException(
                    $"{name} is for the service user number {Short(other.Value)}, and ours is {serviceUser}, so none of it was read"
                );
        }

        private static string? Attribute(XElement? element, string attribute) =>
            element?.Attribute(attribute)?.Value.Trim() is { Length: > 0 } value ? value : null;

        private static string? Ending(XElement element, string end) =>
            element.Attributes().FirstOrDefault(one => one.Name.LocalName.EndsWith(end, StringComparison.Ordinal))?.Value;
    }

    /// <summary>camt.054.001.08 (BankToCustomerDebitCreditNotificationV08).</summary>
    private sealed class CamtReader(string name, BankAccount? ours)
    {
        private static readonly XNamespace Space = Camt054;
        private readonly List<AnswerItem> items = [];

        public List<AnswerItem> Read(XElement root)
        {
            var notices =
                root.Element(Space + "BkToCstmrDbtCdtNtfctn")
                ?? throw new UnreadableFileException($"{name} has no notification (BkToCstmrDbtCdtNtfctn) in it");
            foreach (var notice in notices.Elements(Space + "Ntfctn"))
            {
                CheckAccount(notice);
                var entries = notice.Elements(Space + "Ntry").ToList();
                var sum = Money.Zero;
                foreach (var entry in entries)
                    sum += Entry(entry);
                CheckTotals(Path(notice, "TxsSummry", "TtlNtries"), "NbOfNtries", "Sum", entries.Count, sum, "all entries");
            }
            return items;
        }

        private Money Entry(XElement entry)
        {
            var what = $"entry {items.Count + 1}";
            var amount = AmountOf(entry.Element(Space + "Amt"), what);
            var day = Day(name, what, Text(entry, "BookgDt", "Dt") ?? Text(entry, "BookgDt", "DtTm") ?? Text(entry, "ValDt", "Dt"));
            var isBooked = Text(entry, "Sts", "Cd") == "BOOK";
            var isReversal = Text(entry, "RvslInd") is "true" or "1";
            var batches = entry.Elements(Space + "NtryDtls").ToList();
            var all = batches.Elements(Space + "TxDtls").ToList();
            foreach (var details in batches)
                if (details.Element(Space + "Btch") is { } batch && details.Elements(Space + "TxDtls").ToList() is { Count: > 0 } inside)
                    CheckTotals(
                        batch,
                        "NbOfTxs",
                        "TtlAmt",
                        inside.Count,
                        inside.Aggregate(Money.Zero, (sum, one) => sum + (Part(one) ?? (inside.Count == 1 ? amount : Money.Zero))),
                        what
                    );
            if (all.Count == 0)
            {
                // A batch booked as one sum names our payment run.
                var run = batches
                    .Select(details => Text(details, "Btch", "PmtInfId") ?? Text(details, "Btch", "MsgId"))
                    .OfType<string>()
                    .FirstOrDefault();
                Add(null, run ?? Text(entry, "NtryRef"), amount, Text(entry, "AddtlNtryInf"));
                return amount;
            }
            var parts = all.Select(one => Part(one) ?? (all.Count == 1 ? amount : throw NoAmount())).ToList();
            var sum = parts.Sum(part => part);
            if (sum != amount)
                throw new UnreadableFileException(
                    $"{name}, {what} is {amount}, and its {all.Count} payments are {sum}. Download the file from the bank again."
                );
            foreach (var (one, part) in all.Zip(parts))
                Add(one, Text(one, "Refs", "EndToEndId"), part, Text(one, "RmtInf", "Ustrd"));
            return amount;

            Money? Part(XElement transaction) => transaction.Element(Space + "Amt") is { } given ? AmountOf(given, what) : null;

            UnreadableFileException NoAmount() =>
                new($"{name}, {what} has {all.Count} payments, and not each has its amount, so none of it was read");

            void Add(XElement? transaction, string? reference, Money part, string? words)
            {
                var named =
                    reference?.Trim() is { Length: > 0 } given && given != "NOTPROVIDED" ? given : BankAnswerRules.OursIn(words) ?? "";
                var direction = (transaction is null ? null : Text(transaction, "CdtDbtInd")) ?? Text(entry, "CdtDbtInd");
                var reason = transaction?.Element(Space + "RtrInf");
                var code = reason is null ? null : Text(reason, "Rsn", "Cd") ?? Text(reason, "Rsn", "Prtry");
                var cameBack = isReversal || reason is not null || (direction == "CRDT" && BankAnswerRules.IsOurs(named));
                items.Add(
                    new()
                    {
                        Position = items.Count + 1,
                        Kind =
                            !isBooked ? AnswerItemKind.Pending
                            : direction == "DBIT" && !cameBack ? AnswerItemKind.Paid
                            : direction == "CRDT" && cameBack ? AnswerItemKind.Returned
                            : AnswerItemKind.Other,
                        Reference = Short(named, 140),
                        Amount = part,
                        Day = day,
                        LastFour = LastFour(transaction is null ? null : Text(transaction, "RltdPties", "CdtrAcct", "Id", "Othr", "Id")),
                        Code = code is null ? null : Short(code, 35),
                        Reason =
                            Words(reason is null ? null : Text(reason, "AddtlInf"))
                            ?? (code is null ? null : AnswerReasons.Name(AnswerKind.Camt054, code)),
                    }
                );
            }
        }

        private void CheckAccount(XElement notice)
        {
            var given = Text(notice, "Acct", "Id", "IBAN") ?? Text(notice, "Acct", "Id", "Othr", "Id");
            if (ours is not null && given is not null && !given.EndsWith(ours.AccountNumber, StringComparison.Ordinal))
                throw new UnreadableFileException(
                    $"{name} is about the account ending {LastFour(given) ?? Short(given)}, and grants are paid from the one ending {ours.AccountNumber[^4..]}, so none of it was read"
                );
        }

        private void CheckTotals(XElement? totals, string countName, string sumName, int count, Money sum, string what)
        {
            if (totals is null)
                return;
            var (saidCount, saidSum) = (Text(totals, countName), totals.Element(Space + sumName));
            var total = saidSum is null ? (Money?)null : AmountOf(saidSum, what);
            if (
                (saidCount is not null && saidCount.TrimStart('0') != count.ToString(CultureInfo.InvariantCulture))
                || (total is { } said && said != sum)
            )
                throw new UnreadableFileException(
                    $"{name}, {what}: there are {count} of {sum}, and the control total says {saidCount ?? "no number"} of {total?.ToString() ?? "no sum"}. Download the file from the bank again."
                );
        }

        private Money AmountOf(XElement? amount, string what) => Amount(name, what, amount?.Value, amount?.Attribute("Ccy")?.Value);

        private static XElement? Path(XElement from, params string[] path) =>
            path.Aggregate((XElement?)from, (element, part) => element?.Element(Space + part));

        private static string? Text(XElement from, params string[] path) =>
            Path(from, path)?.Value.Trim() is { Length: > 0 } text ? text : null;
    }
}
