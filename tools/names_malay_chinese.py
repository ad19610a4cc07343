"""How the Chinese press of Malaysia and Singapore writes Malay names: well-known words only."""

SPELLINGS = {
    "阿末": "ahmad", "阿都": "abdul", "莫哈末": "mohamad", "穆罕默德": "muhammad", "依斯迈": "ismail",
    "依布拉欣": "ibrahim", "易卜拉欣": "ibrahim", "阿兹": "aziz", "哈山": "hassan", "胡先": "hussein",
    "再努丁": "zainuddin", "卡立": "khalid", "拉曼": "rahman", "拉欣": "rahim", "拉昔": "rashid", "奥马": "omar",
    "奥玛": "omar", "奥斯曼": "osman", "尤索夫": "yusof", "祖基菲里": "zulkifli", "纳吉": "najib",
    "安华": "anwar", "阿旺": "awang", "沙列": "salleh", "哈林": "halim", "曼梳": "mansor",
    "卡玛鲁丁": "kamaruddin", "加马鲁丁": "jamaluddin", "慕斯达法": "mustapha", "法兹": "fauzi", "再益": "zaid",
    "沙益": "said", "马力": "malik", "哈密": "hamid", "诺": "nor", "西蒂": "siti", "法蒂玛": "fatimah",
    "阿兹莎": "azizah", "凯里": "khairy", "希山慕丁": "hishammuddin", "马哈迪": "mahathir", "峇峇": "baba",
    "东姑": "tunku", "赛": "syed", "旺": "wan", "聂": "nik", "佐哈里": "johari", "山苏丁": "shamsuddin",
    "沙菲益": "shafie", "阿里": "ali", "查希": "zahid", "拉萨": "razak", "拉扎克": "razak", "依德利斯": "idris",
    "苏莱曼": "sulaiman", "尤努斯": "yunus", "瓦希": "wahid", "卡辛": "kassim", "巴达威": "badawi",
    "雅辛": "yassin", "耶谷": "yaakob", "阿兹敏": "azmin", "拉菲兹": "rafizi", "诺丁": "nordin",
    "沙希": "shahid", "法拉": "farah", "罗斯玛": "rosmah", "莎丽娜": "salina", "努鲁": "nurul", "依扎": "izzah",
    "哈迪": "hadi", "加兹": "ghazali", "沙努西": "sanusi", "赛夫丁": "saifuddin", "阿斯里": "asri",
    "罗斯里": "rosli", "扎希迪": "zahidi", "鲁": "ru", "丁": "din", "努": "nu",
}  # fmt: skip
