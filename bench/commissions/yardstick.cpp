// The yardstick: the plan beside this file (plan.yaml) computed from the same columns, as one would write it in plain C++.
// Usage: yardstick FOLDER RUNS
#include <algorithm>
#include "../yardstick.hpp"

struct Company {
  Numbers sponsors, contacts, owners, amounts;
  std::vector<uint8_t> partners;
};

struct Line {
  int32_t partner, from;
  int64_t base, amount;
  int32_t rate, less, passed;
  int8_t rule, level;
};

// Whoever is a partner or owns turnover, from above downward, with the nearest partner above and own volume.
struct Partners {
  Numbers contacts, above, depths;
  std::vector<uint8_t> isPartner;
  Sums own;
};

static Partners among(const Company& company) {
  const auto& [sponsors, contacts, owners, amounts, partners] = company;
  const int32_t size = sponsors.size();
  auto matters = partners;
  for (const int32_t owner : owners) matters[owner] = 1;
  const auto order = sponsorsFirst(sponsors);
  Partners found;
  Numbers position(size, -1), nearest(size, -1);
  for (int32_t place = 0; place < size; place++) {
    const int32_t contact = order.empty() ? place : order[place], sponsor = sponsors[contact];
    if (sponsor >= 0) nearest[contact] = partners[sponsor] ? position[sponsor] : nearest[sponsor];
    if (!matters[contact]) continue;
    const int32_t above = nearest[contact];
    position[contact] = found.contacts.size();
    found.contacts.push_back(contact);
    found.above.push_back(above);
    found.depths.push_back(above < 0 ? 0 : found.depths[above] + 1);
    found.isPartner.push_back(partners[contact]);
  }
  found.own.resize(found.contacts.size());
  for (size_t row = 0; row < owners.size(); row++) found.own[position[owners[row]]] += amounts[row];
  return found;
}

struct Rank {
  int64_t team;
  int32_t lines;
  int8_t with;
};

constexpr int64_t active = 10000;
constexpr Rank ranks[] = {{INT64_MIN, 0, 0}, {2000000, 0, 0}, {6000000, 2, 0}, {15000000, 2, 1},
                          {40000000, 3, 1}, {100000000, 2, 3}, {300000000, 3, 4}};
constexpr int8_t highestRank = 6;

static std::vector<int8_t> ranksOf(const Partners& partners) {
  const auto& [contacts, above, depths, isPartner, own] = partners;
  const int32_t size = own.size();
  Sums team = own;
  for (int32_t position = size - 1; position >= 0; position--)
    if (above[position] >= 0) team[above[position]] += team[position];
  std::vector<int8_t> rank(size, -1), best(size, -1);
  Numbers lines(size);
  for (int8_t number = 0; number <= highestRank; number++) {
    const auto& needs = ranks[number];
    std::fill(lines.begin(), lines.end(), 0);
    for (int32_t position = 0; position < size; position++)
      if (isPartner[position] && above[position] >= 0 && best[position] >= needs.with) lines[above[position]]++;
    for (int32_t position = size - 1; position >= 0; position--) {
      const bool isMet = isPartner[position] && own[position] >= active && team[position] >= needs.team && lines[position] >= needs.lines;
      if (isMet) rank[position] = best[position] = number;
      if (above[position] >= 0) best[above[position]] = std::max(best[above[position]], best[position]);
    }
  }
  return rank;
}

// For everybody the nearest above with a higher value than his own.
static Numbers nextHigher(const Numbers& above, const Numbers& values) {
  Numbers next(above.size());
  for (size_t position = 0; position < above.size(); position++) {
    int32_t candidate = above[position];
    while (candidate >= 0 && values[candidate] <= values[position]) candidate = next[candidate];
    next[position] = candidate;
  }
  return next;
}

static int64_t price(int64_t base, int64_t rate) {
  const int64_t product = base * rate;
  return (product + (product < 0 ? -500000 : 500000)) / 1000000;
}

struct Payer {
  std::vector<Line>& lines;
  const int8_t rule;
  void operator()(Line line) {
    line.rule = rule;
    line.amount = price(line.base, line.rate);
    if (line.amount != 0) lines.push_back(line);
  }
};

static void payDifference(const Partners& partners, const std::vector<int8_t>& rank, Payer pay) {
  const auto& [contacts, above, depths, isPartner, own] = partners;
  const int32_t size = own.size();
  Numbers rates(size);
  for (int32_t position = 0; position < size; position++) rates[position] = isPartner[position] ? 30000 * (rank[position] + 1) : 0;
  const auto higher = nextHigher(above, rates);
  for (int32_t from = 0; from < size; from++) {
    if (own[from] == 0) continue;
    int32_t less = 0, below = from;
    for (int32_t partner = rates[from] > 0 ? from : higher[from]; partner >= 0; partner = higher[partner]) {
      const int32_t passed = std::max(depths[below] - depths[partner] - 1, 0);
      const int8_t level = depths[from] - depths[partner];
      pay({partner, from, own[from], 0, rates[partner] - less, less, passed, 0, level});
      less = rates[partner];
      below = partner;
    }
  }
}

constexpr int32_t levelRates[] = {50000, 40000, 30000, 20000, 10000};

static void payLevels(const Partners& partners, const std::vector<int8_t>& rank, Payer pay) {
  const auto& [contacts, above, depths, isPartner, own] = partners;
  const int32_t size = own.size();
  Numbers reach(size);
  for (int32_t position = 0; position < size; position++)
    reach[position] = !isPartner[position] || own[position] < active || rank[position] < 0 ? 0 : std::min(rank[position] + 3, 5);
  const auto higher = nextHigher(above, reach);
  for (int32_t from = 0; from < size; from++) {
    if (own[from] == 0) continue;
    int32_t position = above[from];
    for (int8_t level = 1; level <= 5 && position >= 0; level++) {
      int32_t partner = position;
      while (partner >= 0 && reach[partner] < level) partner = higher[partner];
      if (partner < 0) break;
      pay({partner, from, own[from], 0, levelRates[level - 1], 0, depths[position] - depths[partner], 0, level});
      position = above[partner];
    }
  }
}

constexpr int32_t generationRates[] = {30000, 20000, 10000};
constexpr int8_t generationRank = 1;

static void payGenerations(const Partners& partners, const std::vector<int8_t>& rank, Payer pay) {
  const auto& [contacts, above, depths, isPartner, own] = partners;
  const int32_t size = own.size();
  Numbers heads(size);
  Sums groups(size);
  for (int32_t position = 0; position < size; position++) {
    heads[position] = rank[position] >= generationRank ? position : above[position] < 0 ? -1 : heads[above[position]];
    if (heads[position] >= 0) groups[heads[position]] += own[position];
  }
  for (int32_t from = 0; from < size; from++) {
    if (groups[from] == 0) continue;
    int32_t partner = from;
    for (int8_t level = 1; level <= 3; level++) {
      partner = above[partner] < 0 ? -1 : heads[above[partner]];
      if (partner < 0) break;
      if (own[partner] >= active) pay({partner, from, groups[from], 0, generationRates[level - 1], 0, 0, 0, level});
    }
  }
}

struct Month {
  Partners partners;
  std::vector<Line> lines;
};

static Month compute(const Company& company) {
  Month month{among(company), {}};
  const auto rank = ranksOf(month.partners);
  payDifference(month.partners, rank, {month.lines, 0});
  payLevels(month.partners, rank, {month.lines, 1});
  payGenerations(month.partners, rank, {month.lines, 2});
  return month;
}

static void writeSums(const std::string& folder, const Month& month, size_t size) {
  const char* names[] = {"Difference", "Levels", "Generations"};
  for (int8_t rule = 0; rule < 3; rule++) {
    Sums sums(size);
    for (const auto& line : month.lines)
      if (line.rule == rule) sums[month.partners.contacts[line.partner]] += line.amount;
    write(folder, names[rule], sums);
  }
}

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const Company company{read<int32_t>(folder, "sponsors"), read<int32_t>(folder, "contacts"), read<int32_t>(folder, "owners"),
                        read<int32_t>(folder, "amounts"), read<uint8_t>(folder, "partners")};
  timed(std::atoi(arguments[2]), [&] { return compute(company); }, [&](const Month& month) {
    writeSums(folder, month, company.sponsors.size());
    return month.lines.size();
  });
}
